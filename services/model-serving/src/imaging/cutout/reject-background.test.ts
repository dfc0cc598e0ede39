import { expect, test } from 'vitest';
import { rejectBackground } from './reject-background.ts';

const W = 80;
const H = 40;

test('takes a bridged strip of background out, and leaves doubtful product in', () => {
  // Product left of 40, red; background right of it, blue. Columns 36 to 43 are doubtful.
  const red = Float32Array.from({ length: W * H }, (_, i) => (i % W < 40 ? 0.8 : 0.1));
  const blue = Float32Array.from({ length: W * H }, (_, i) => (i % W < 40 ? 0.1 : 0.7));
  const saliency = Float32Array.from({ length: W * H }, (_, i) => (i % W < 36 ? 1 : i % W < 44 ? 0.8 : 0));
  const alpha = saliency.map((value) => (value > 0.5 ? 1 : 0));
  const out = rejectBackground(alpha, saliency, [red, new Float32Array(W * H), blue], W, H);
  const at = (x: number) => out[20 * W + x];
  expect([at(10), at(37), at(39)]).toEqual([1, 1, 1]);
  expect([at(41), at(43), at(60)]).toEqual([0, 0, 0]);
});
