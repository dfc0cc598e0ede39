import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { expect, test } from 'vitest';
import { makeHeadline } from '../make-headline.ts';
import { readMaterialPrompt } from '../material/read-material-prompt.ts';
import { planCopy } from '../typography/plan-copy.ts';

const WIDTH = 320;
const HEIGHT = 320;

/** Parts of the letters of a headline that a mask hides: letters are what columns without ink lie between. */
function hiddenParts(volume: Uint8Array, mask: Uint8Array): number[] {
  const parts: number[] = [];
  let [ink, hidden] = [0, 0];
  for (let x = 0; x <= WIDTH; x++) {
    let column = 0;
    for (let y = 0; x < WIDTH && y < HEIGHT; y++) {
      const at = y * WIDTH + x;
      if (volume[at] < 128) continue;
      column++;
      if (mask[at] > 127) hidden++;
    }
    ink += column;
    if (column === 0 && ink > 0) {
      parts.push(hidden / ink);
      [ink, hidden] = [0, 0];
    }
  }
  return parts;
}

test.each([
  ['a bottle', 'NOIR', (x: number, y: number) => Math.abs(x - 0.5) < (y < 0.48 ? 0.06 : 0.14) && y > 0.38],
  ['an apple', 'FRESH', (x: number, y: number) => Math.hypot(x - 0.5, y - 0.6) < 0.2],
  ['a rocket', 'LAUNCH', (x: number, y: number) => Math.abs(x - 0.5) < 0.03 && y > 0.14],
] as const)('behind %s no letter is lost, and the word is not above it', async (_name, copy, isProduct) => {
  const canvas = { width: WIDTH, height: HEIGHT };
  const mask = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [(i % WIDTH) / WIDTH, Math.floor(i / WIDTH) / HEIGHT];
    return isProduct(x, y) && y < 0.85 ? 255 : 0;
  });
  const { material } = readMaterialPrompt('white plastic', '');
  const [font] = FONTS;
  const { headline } = await planCopy({
    ...{ text: TextSpec.fromPartial({ content: copy }), font, material, canvas, mask, behind: true },
    backdrop: { ...canvas, data: Buffer.alloc(WIDTH * HEIGHT * 4, 120), hasAlpha: false },
  });
  if (!headline) throw new Error('The headline has no place.');
  const { volume } = await makeHeadline({
    ...{ copy, font, material, canvas, area: headline, scene: undefined, seed: 1 },
    pause: async () => undefined,
  });
  const parts = hiddenParts(volume, mask);
  expect(parts.length).toBeGreaterThan(2);
  expect(Math.max(...parts)).toBeLessThan(0.45);
  expect(Math.max(...parts)).toBeGreaterThan(0.02);
});
