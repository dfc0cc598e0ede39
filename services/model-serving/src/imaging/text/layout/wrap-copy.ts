import { type BreakLevel, type BreakUnit, breakUnits, joinUnits } from './break-units.ts';

/** Width of a piece of text at size 1, in em. */
export type MeasureEm = (text: string) => number;

const SPACE_EM = 0.26;

/**
 * All balanced ways to break paragraphs into lines: for every width that some run of units has, the greedy
 * wrapping to that width, duplicates removed. The narrowest wrapping of each line count is among them, which
 * is the balanced one. Explicit line breaks (paragraphs) are kept in all of them.
 */
export function wrappings(paragraphs: readonly string[], level: BreakLevel, measure: MeasureEm): string[][] {
  const units = paragraphs.map((paragraph) => breakUnits(paragraph, level));
  const widths = units.map((row) => row.map((unit) => measure(unit.text)));
  const limits = new Set<number>();
  units.forEach((row, r) => {
    for (let i = 0; i < row.length; i++) {
      let width = 0;
      for (let j = i; j < row.length; j++) {
        width += widths[r][j] + (j > i && row[j].spaceBefore ? SPACE_EM : 0);
        limits.add(Math.round(width * 100) / 100);
      }
    }
  });
  const found = new Map<string, string[]>();
  for (const limit of limits) {
    const lines = units.flatMap((row, r) => wrap(row, widths[r], limit + 0.006));
    found.set(lines.join('\n'), lines);
  }
  return [...found.values()];
}

function wrap(units: readonly BreakUnit[], widths: readonly number[], limit: number): string[] {
  const lines: string[] = [];
  let line: BreakUnit[] = [];
  let width = 0;
  units.forEach((unit, index) => {
    const added = widths[index] + (unit.spaceBefore && line.length > 0 ? SPACE_EM : 0);
    if (line.length > 0 && width + added > limit) {
      lines.push(joinUnits(line));
      line = [];
      width = 0;
    }
    width += line.length === 0 ? widths[index] : added;
    line.push(unit);
  });
  if (line.length > 0) lines.push(joinUnits(line));
  return lines;
}
