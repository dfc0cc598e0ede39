import { expect, it } from 'vitest';
import { composeRect } from './compose.ts';

/** One row: pixels of photo and cut-out, and the alpha wished for. */
function compose(photo: number[][], cutout: number[][], mask: number[]): number[][] {
  const width = mask.length;
  const pixels = (rows: number[][]) => ({ width, height: 1, data: new Uint8ClampedArray(rows.flat()) });
  const out = pixels(mask.map(() => [9, 9, 9, 9]));
  const layers = { photo: pixels(photo), cutout: pixels(cutout), mask: Uint8Array.from(mask) };
  composeRect(layers, { left: 0, top: 0, right: width, bottom: 1 }, out, 0, 0);
  return mask.map((_, i) => [...out.data.subarray(4 * i, 4 * i + 4)]);
}

const PHOTO = [10, 20, 30, 255];

it("keeps the cut-out's own colours where alpha stays or goes", () => {
  const own = [200, 100, 50, 120];
  expect(compose([PHOTO, PHOTO, PHOTO], [own, own, own], [120, 60, 0])).toEqual([
    own,
    [200, 100, 50, 60],
    [200, 100, 50, 0],
  ]);
});

it("has the photo's colours where there was nothing, however much comes back", () => {
  const nothing = [255, 0, 255, 0];
  expect(compose([PHOTO, PHOTO], [nothing, nothing], [1, 255])).toEqual([[10, 20, 30, 1], PHOTO]);
});

it('goes from one to the other without a step', () => {
  const own = [200, 100, 50, 100];
  const alphas = Array.from({ length: 156 }, (_, i) => 100 + i);
  const made = compose(
    alphas.map(() => PHOTO),
    alphas.map(() => own),
    alphas,
  );
  expect(made[0]).toEqual(own);
  expect(made[155]).toEqual(PHOTO);
  for (let i = 1; i < made.length; i++) {
    expect(made[i - 1][0] - made[i][0]).toBeGreaterThanOrEqual(0);
    expect(made[i - 1][0] - made[i][0]).toBeLessThan(6);
  }
});

it('goes as far as a photo with transparency of its own', () => {
  const half = [10, 20, 30, 128];
  expect(compose([half], [[200, 100, 50, 0]], [128])).toEqual([half]);
});

it('writes a part of it where it belongs', () => {
  const pixels = (width: number, height: number, value: number) => ({
    width,
    height,
    data: new Uint8ClampedArray(width * height * 4).fill(value),
  });
  const out = pixels(3, 3, 7);
  const layers = { photo: pixels(4, 4, 255), cutout: pixels(4, 4, 60), mask: new Uint8Array(16).fill(50) };
  composeRect(layers, { left: 2, top: 1, right: 4, bottom: 2 }, out, 1, 2);
  const written = Array.from({ length: 9 }, (_, i) => out.data[4 * i + 3]);
  expect(written).toEqual([7, 7, 7, 7, 7, 7, 7, 50, 50]);
});
