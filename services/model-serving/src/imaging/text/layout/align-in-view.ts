import { eyeDistance } from '../render/view.ts';
import type { ArrangedCopy } from './arrange-lines.ts';
import type { LineAlignment } from './text-area.ts';

/**
 * Lines that begin, or end, below each other in the picture: seen from above or below, the far lines are smaller and
 * their ends lie nearer to the middle. The nearer ones are moved in by as much. `elevation` is the view's, radians;
 * `paddingEm` the field's room around the ink.
 */
export function alignInView<Copy extends ArrangedCopy>(
  copy: Copy,
  align: LineAlignment,
  elevation: number,
  paddingEm: number,
): Copy {
  if (align === 'center' || copy.lines.length < 2) return copy;
  const { width, height, lines } = copy;
  const distance = eyeDistance(width + 2 * paddingEm, height + 2 * paddingEm);
  const depths = lines.map(({ shaped, y, size }) => {
    const middle = y + ((shaped.ink[1] + shaped.ink[3]) / 2) * size;
    return distance + (middle - height / 2) * Math.sin(elevation);
  });
  const farthest = Math.max(...depths);
  const side = align === 'left' ? 1 : -1;
  const moved = lines.map((line, i) => ({
    ...line,
    x: line.x + side * (width / 2) * (1 - depths[i] / farthest),
  }));
  const starts = moved.map(({ x, shaped, size }) => x + shaped.ink[0] * size);
  const ends = moved.map(({ x, shaped, size }) => x + shaped.ink[2] * size);
  const left = Math.min(...starts);
  return {
    ...copy,
    width: Math.max(...ends) - left,
    lines: moved.map((line) => ({ ...line, x: line.x - left })),
  };
}
