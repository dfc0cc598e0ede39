import { expect, test } from 'vitest';
import { eyeDistance } from '../render/view.ts';
import { alignInView } from './align-in-view.ts';
import type { ArrangedCopy } from './arrange-lines.ts';
import type { LineAlignment } from './text-area.ts';

const PADDING_EM = 0.2;
const ELEVATION = 0.3;

/** Two lines of 2 and 4 em, 1 em tall. */
function copyOf(align: LineAlignment): ArrangedCopy {
  const line = (widthEm: number, y: number): ArrangedCopy['lines'][number] => ({
    shaped: { text: 'x', glyphs: [], ink: [0, -1, widthEm, 0] },
    ...{ size: 1, x: align === 'right' ? 4 - widthEm : 0, y },
  });
  return { lines: [line(2, 1), line(4, 2.2)], width: 4, height: 2.2 };
}

/** Where an end of a line is seen, relative to the middle of the copy before it was aligned. */
function seen(copy: ArrangedCopy, index: number, side: 0 | 2): number {
  const { x, y, shaped } = copy.lines[index];
  const depth =
    eyeDistance(copy.width + 2 * PADDING_EM, copy.height + 2 * PADDING_EM) +
    (y - 0.5 - copy.height / 2) * Math.sin(ELEVATION);
  return (x + shaped.ink[side] - copy.width / 2) / depth;
}

test.each([
  ['left', 0],
  ['right', 2],
] as const)('lines set %s are seen to be, from above', (align, side) => {
  const copy = copyOf(align);
  expect(Math.abs(seen(copy, 0, side) - seen(copy, 1, side))).toBeGreaterThan(0.008);
  const aligned = alignInView(copy, align, ELEVATION, PADDING_EM);
  expect(Math.abs(seen(aligned, 0, side) - seen(aligned, 1, side))).toBeLessThan(0.001);
});

test('centred lines stay as they are', () => {
  const copy = copyOf('center');
  expect(alignInView(copy, 'center', ELEVATION, PADDING_EM)).toBe(copy);
});
