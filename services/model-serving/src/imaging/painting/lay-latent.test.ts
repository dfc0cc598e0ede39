import { expect, test } from 'vitest';
import { layLatent, partStage, wholeStage } from './lay-latent.ts';

/** Left half red, right half blue. */
const latent = {
  width: 4,
  height: 2,
  data: Uint8Array.from({ length: 24 }, (_, i) => (i % 3 === (Math.floor(i / 3) % 4 < 2 ? 0 : 2) ? 250 : 10)),
};

test('a latent is enlarged to the whole of a preview, smoothly', () => {
  const preview = layLatent(wholeStage({ width: 1280, height: 640 }), latent);
  expect([preview.width, preview.height]).toEqual([453, 226]);
  const at = (x: number, y: number) => [...preview.data.subarray((y * 453 + x) * 3, (y * 453 + x) * 3 + 3)];
  expect(at(5, 5)).toEqual([250, 10, 10]);
  expect(at(447, 220)).toEqual([10, 10, 250]);
  expect(Math.abs(at(226, 113)[0] - 130)).toBeLessThan(8);
});

test('a part is shown where it lies, as far as the band says; the rest is the picture', () => {
  const picture = {
    width: 64,
    height: 64,
    channels: 4,
    data: new Uint8Array(64 * 64 * 4).fill(100),
  } as const;
  const band = { x: 16, y: 32, width: 32, height: 16, data: new Uint8Array(32 * 16).fill(255) };
  band.data.fill(0, 0, 32);
  const stage = partStage(picture, band, band);
  const preview = layLatent(stage, latent);
  expect(preview).toMatchObject({ width: 64, height: 64, channels: 4 });
  const at = (x: number, y: number) => [...preview.data.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 4)];
  expect(at(17, 40)).toEqual([250, 10, 10, 100]);
  expect(at(46, 40)).toEqual([10, 10, 250, 100]);
  for (const [x, y] of [
    [15, 40],
    [48, 40],
    [20, 31],
    [20, 32],
    [20, 48],
  ])
    expect(at(x, y)).toEqual([100, 100, 100, 100]);
  // The stage is used for every step.
  expect(stage.base.data.every((value) => value === 100)).toBe(true);
});
