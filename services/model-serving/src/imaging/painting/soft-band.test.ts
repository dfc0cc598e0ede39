import { expect, test } from 'vitest';
import { softBand } from './soft-band.ts';

const canvas = { width: 120, height: 100 };

function coverage(inside: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: 120 * 100 }, (_, i) => inside(i % 120, Math.floor(i / 120)));
}
const block = coverage((x, y) => (x >= 50 && x < 80 && y >= 40 && y < 70 ? 255 : 0));

test('a band is full at the edge, fades outwards, and leaves inside and what is kept alone', async () => {
  const kept = coverage((x) => (x >= 85 && x < 90 ? 1 : 0));
  const band = await softBand({ along: block, over: block, kept, canvas, widthPx: 4 });
  if (band === undefined) throw new Error('no band');
  const at = (x: number, y: number) => band.data[(y - band.y) * band.width + x - band.x];
  expect([band.x, band.y, band.width, band.height]).toEqual([40, 30, 50, 50]);
  for (let y = 40; y < 70; y++) for (let x = 50; x < 80; x++) expect(at(x, y)).toBe(0);
  for (let x = 85; x < 90; x++) expect(at(x, 55)).toBe(0);
  const outwards = [49, 47, 45, 43, 41].map((x) => at(x, 55));
  expect(outwards[0]).toBeGreaterThan(200);
  expect(outwards).toEqual(outwards.toSorted((a, b) => b - a));
  expect(outwards.at(-1)).toBeLessThan(30);
  expect(at(40, 30)).toBe(0);
});

test('with nothing on top a band covers what it runs along, and at the border it ends', async () => {
  const whole = await softBand({ along: block, canvas, widthPx: 4 });
  expect(whole?.data[(55 - whole.y) * whole.width + 65 - whole.x]).toBe(255);
  const corner = await softBand({
    along: coverage((x, y) => (x < 9 && y < 9 ? 255 : 0)),

    canvas,
    widthPx: 4,
  });
  expect(corner).toMatchObject({ x: 0, y: 0, width: 19, height: 19 });
});

test('what is half covered from above is half kept', async () => {
  const band = await softBand({ along: block, over: coverage(() => 128), canvas, widthPx: 4 });
  expect(band?.data[(55 - band.y) * band.width + 65 - band.x]).toBe(127);
});

test('nothing has no band', async () => {
  expect(await softBand({ along: coverage(() => 0), canvas, widthPx: 4 })).toBeUndefined();
});
