/** Compares what came with what an example shows, and remembers the values of its `<names>`. */
export interface Matcher {
  /** A request with its `<names>` and `<sample FROM TO>` filled in. */
  fill(request: unknown): unknown;
  /** Path and values of the first difference; undefined: it is what the example shows. */
  mismatch(actual: unknown, shown: unknown): string | undefined;
}

/** @param sample The bytes that `<sample FROM TO>` stands for. */
export function createMatcher(sample: Buffer): Matcher {
  const known = new Map<string, unknown>();

  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry)]));
    }
    if (typeof value !== 'string') return value;
    const piece = /^<sample (\d+) (\d+)>$/.exec(value);
    if (piece) return sample.subarray(Number(piece[1]), Number(piece[2]));
    return known.get(value) ?? value;
  };

  const mismatch = (actual: unknown, shown: unknown, path = ''): string | undefined => {
    if (typeof shown === 'string' && /^<.+>$/.test(shown)) {
      if (actual === undefined || actual === '') return `${path} is not there`;
      if (/ (id|cursor)>$/.test(shown)) {
        if (known.has(shown) && known.get(shown) !== actual)
          return `${path} is ${actual}, not ${known.get(shown)}`;
        known.set(shown, actual);
      }
      return undefined;
    }
    if (Array.isArray(shown)) return sequenceMismatch(actual, shown, path);
    if (shown !== null && typeof shown === 'object') {
      for (const [key, value] of Object.entries(shown)) {
        const found = mismatch(
          (actual as Record<string, unknown> | null | undefined)?.[key],
          value,
          `${path}.${key}`,
        );
        if (found) return found;
      }
      return actual === null || actual === undefined ? `${path} is not there` : undefined;
    }
    return actual === shown
      ? undefined
      : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(shown)}`;
  };

  /** What is shown must come in that order; more may come between. */
  const sequenceMismatch = (actual: unknown, shown: unknown[], path: string): string | undefined => {
    if (!Array.isArray(actual)) return `${path} is no list`;
    let position = 0;
    for (const [index, value] of shown.entries()) {
      let found: string | undefined = 'nothing more came';
      for (; found && position < actual.length; position++)
        found = mismatch(actual[position], value, `${path}[${index}]`);
      if (found) return `${path}[${index}] did not come: ${found}`;
    }
    return undefined;
  };

  return { fill, mismatch };
}
