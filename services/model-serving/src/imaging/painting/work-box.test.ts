import { expect, test } from 'vitest';
import { workBox } from './work-box.ts';

const CANVAS = { width: 1024, height: 1024 };
const LINE = { x: 60, y: 50, width: 900, height: 150 };

test('a line of letters gets room above and below, and stays on the canvas', () => {
  expect(workBox(LINE, CANVAS, { around: 20, leastPixels: 512 ** 2 })).toEqual({
    x: 40,
    y: 0,
    width: 940,
    height: 470,
  });
});

test('a small thing gets as much of the picture around it as the model makes well', () => {
  const box = workBox({ x: 500, y: 500, width: 40, height: 40 }, CANVAS, {
    around: 4,
    leastPixels: 512 ** 2,
  });
  expect(box).toEqual({ x: 264, y: 264, width: 512, height: 512 });
});

test('where the canvas ends the other side makes up for it, and all of a small canvas is taken', () => {
  const banner = { width: 2048, height: 200 };
  const small = { x: 900, y: 90, width: 100, height: 20 };
  expect(workBox(small, banner, { around: 0, leastPixels: 512 ** 2 })).toMatchObject({
    width: 1311,
    height: 200,
  });
  expect(workBox(LINE, { width: 1000, height: 250 }, { around: 0, leastPixels: 1024 ** 2 })).toEqual({
    x: 0,
    y: 0,
    width: 1000,
    height: 250,
  });
});

test('any bounds lie inside of their box, and the box on the canvas', () => {
  for (let seed = 1; seed < 300; seed++) {
    const part = (k: number) => ((seed * 7919 * k) % 997) / 997;
    const canvas = { width: 64 + Math.floor(part(1) * 2000), height: 64 + Math.floor(part(2) * 2000) };
    const x = Math.floor(part(3) * (canvas.width - 1));
    const y = Math.floor(part(4) * (canvas.height - 1));
    const width = 1 + Math.floor(part(5) * (canvas.width - x - 1));
    const height = 1 + Math.floor(part(6) * (canvas.height - y - 1));
    const box = workBox({ x, y, width, height }, canvas, { around: 9, leastPixels: 512 ** 2 });
    expect(Object.values(box).every(Number.isInteger)).toBe(true);
    expect([box.x <= x, box.y <= y, box.x >= 0, box.y >= 0]).not.toContain(false);
    expect(box.x + box.width).toBeGreaterThanOrEqual(x + width);
    expect(box.y + box.height).toBeGreaterThanOrEqual(y + height);
    expect(box.x + box.width).toBeLessThanOrEqual(canvas.width);
    expect(box.y + box.height).toBeLessThanOrEqual(canvas.height);
  }
});
