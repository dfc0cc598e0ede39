/** One line of a bench: a value, the peer measured in the same run, and what was to be reached. */
export interface Row {
  id: string;
  /** Median of the rounds. */
  value: number;
  unit: string;
  /** What it is compared with. Absent: the value stands for itself. */
  peer?: string;
  peer_value?: number;
  /** value ÷ peer_value. */
  ratio?: number;
  /** Such as ">= 0.75" for the ratio, or, where there is no peer, the value; "<= 15 ms" for the value in any case. */
  target?: string;
  met?: boolean;
}

/** Fills in ratio and whether the target is met. */
export function row(given: Omit<Row, 'ratio' | 'met'>): Row {
  const ratio = given.peer_value === undefined ? undefined : given.value / given.peer_value;
  const { target, unit, value } = given;
  if (target === undefined) return { ...given, ratio };
  const isOfValue = target.endsWith(` ${unit}`);
  const bare = isOfValue ? target.slice(0, -unit.length - 1) : target;
  return { ...given, ratio, met: meets(isOfValue ? value : (ratio ?? value), bare) };
}

function meets(value: number, target: string): boolean {
  const match = /^(>=|<=) ([\d.]+)$/.exec(target);
  if (!match) throw new Error(`The target "${target}" is neither ">= N" nor "<= N".`);
  return match[1] === '>=' ? value >= Number(match[2]) : value <= Number(match[2]);
}
