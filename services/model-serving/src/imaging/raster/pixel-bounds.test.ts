import { expect, test } from 'vitest';
import { pixelBounds } from './pixel-bounds.ts';

test('the box lies around what reaches the threshold in the channel that counts', () => {
  const data = new Uint8Array(5 * 4 * 2).fill(0);
  const pixels = { width: 5, height: 4, channels: 2, channel: 1, data };
  expect(pixelBounds(pixels, 10)).toBeUndefined();
  data[(1 * 5 + 3) * 2 + 1] = 10;
  data[(3 * 5 + 2) * 2 + 1] = 11;
  // Too little, and the other channel.
  data[1] = 9;
  data[(2 * 5 + 4) * 2] = 255;
  expect(pixelBounds(pixels, 10)).toEqual({ x: 2, y: 1, width: 2, height: 3 });
});
