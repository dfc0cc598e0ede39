import { expect, test } from 'vitest';
import { scalePart } from './scale-part.ts';

/** Red grows to the right, green downwards; the alpha is anything. */
const picture = {
  width: 64,
  height: 32,
  channels: 4,
  data: Uint8Array.from({ length: 64 * 32 * 4 }, (_, i) => {
    const [x, y] = [Math.floor(i / 4) % 64, Math.floor(i / 256)];
    return [4 * x, 8 * y, 0, 90][i % 4];
  }),
} as const;

test('a part in its own size is what the picture has there, without alpha', async () => {
  const part = await scalePart(picture, { x: 10, y: 5, width: 3, height: 2 }, { width: 3, height: 2 });
  expect(part.channels).toBe(3);
  expect([...part.data]).toEqual([40, 40, 0, 44, 40, 0, 48, 40, 0, 40, 48, 0, 44, 48, 0, 48, 48, 0]);
});

test('a part is stretched to its size, and back again it lies where it was', async () => {
  const large = await scalePart(picture, { x: 16, y: 8, width: 32, height: 16 }, { width: 96, height: 64 });
  const back = await scalePart(large, { x: 0, y: 0, width: 96, height: 64 }, { width: 32, height: 16 });
  for (const [x, y] of [
    [6, 6],
    [20, 9],
    [25, 9],
  ]) {
    expect(Math.abs(back.data[(y * 32 + x) * 3] - 4 * (16 + x))).toBeLessThan(2);
    expect(Math.abs(back.data[(y * 32 + x) * 3 + 1] - 8 * (8 + y))).toBeLessThan(2);
  }
});

test('grey stays grey', async () => {
  const grey = { width: 8, height: 8, channels: 1, data: new Uint8Array(64).fill(77) } as const;
  const part = await scalePart(grey, { x: 0, y: 0, width: 8, height: 8 }, { width: 24, height: 16 });
  expect(part).toMatchObject({ width: 24, height: 16, channels: 1 });
  expect(part.data).toHaveLength(24 * 16);
  expect(part.data.every((value) => value === 77)).toBe(true);
});
