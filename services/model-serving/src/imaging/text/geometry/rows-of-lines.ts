import type { ArrangedCopy } from '../layout/arrange-lines.ts';
import type { Field } from './field.ts';

/** The rows of the field that belong to each line, first and one past the last: borders lie in the gaps' middles. */
export function rowsOfLines(
  { lines }: ArrangedCopy,
  { texelsPerEm, padding, height }: Pick<Field, 'texelsPerEm' | 'padding' | 'height'>,
): Array<readonly [from: number, to: number]> {
  const borders = lines.slice(1).map(({ y, size, shaped }, index) => {
    const above = lines[index];
    const top = y + shaped.ink[1] * size;
    const foot = above.y + above.shaped.ink[3] * above.size;
    return Math.round(((top + foot) / 2) * texelsPerEm + padding);
  });
  const ends = [...borders, height];
  return ends.map((end, index) => [index === 0 ? 0 : ends[index - 1], end]);
}
