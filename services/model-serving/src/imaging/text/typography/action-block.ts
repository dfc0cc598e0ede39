import type { Shaper } from '../layout/arrange-lines.ts';
import { type Block, inkWidth, outlines } from './block.ts';
import { chevron, roundedRectangle } from './shapes.ts';

/** Height of the button, and what it keeps free at its ends, em. */
const HEIGHT = 2.3;
const PADDING = 1.05;
const CHEVRON = 0.21;
const CHEVRON_GAP = 0.42;
/** Middle of Hangul and of capitals above the baseline, em. */
const MIDDLE = 0.345;

/** A call to action as a round-ended button with an arrow head, `size` pixels per em; undefined when it is too wide. */
export function actionBlock(
  copy: string,
  shaper: Shaper,
  { size, maxWidth }: { size: number; maxWidth: number },
): Block | undefined {
  const line = shaper(copy);
  const text = inkWidth(line);
  const width = (text + CHEVRON_GAP + CHEVRON + 2 * PADDING) * size;
  if (width > maxWidth) return undefined;
  const height = HEIGHT * size;
  const middle = height / 2;
  return {
    width,
    height,
    isOpen: false,
    parts: () => [
      { ink: 'accent', polygons: [roundedRectangle(0, 0, width, height, height / 2)] },
      {
        ink: 'onAccent',
        polygons: [
          ...outlines(line, size, PADDING * size, middle + MIDDLE * size),
          chevron(width - PADDING * size, middle, CHEVRON * size, 0.09 * size),
        ],
      },
    ],
  };
}
