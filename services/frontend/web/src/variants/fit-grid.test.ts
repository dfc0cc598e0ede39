import { expect, test } from 'vitest';
import { fitGrid } from './fit-grid.ts';

const ROOM = { width: 960, height: 620, gap: 16, caption: 80, minWidth: 150 };

test.each([
  ['two squares', 2, 1, 2],
  ['four squares', 4, 1, 4],
  ['four stories', 4, 9 / 16, 4],
  ['four videos', 4, 16 / 9, 2],
  ['four banners', 4, 728 / 90, 1],
  ['eight squares', 8, 1, 4],
  ['one', 1, 1, 1],
])('%s', (_what, count, ratio, columns) => {
  const grid = fitGrid({ ...ROOM, count, ratio });
  expect(grid.columns).toBe(columns);
  const rows = Math.ceil(count / columns);
  expect(grid.columns * grid.width + (columns - 1) * ROOM.gap).toBeLessThanOrEqual(ROOM.width);
  const heights = rows * (grid.width / ratio + ROOM.caption) + (rows - 1) * ROOM.gap;
  expect(heights).toBeLessThanOrEqual(ROOM.height + 1);
});

test('on a phone two stand beside each other, and the page scrolls', () => {
  expect(fitGrid({ ...ROOM, width: 358, height: 400, count: 4, ratio: 1 })).toEqual({
    columns: 2,
    width: 171,
  });
  expect(fitGrid({ ...ROOM, width: 280, height: 400, count: 4, ratio: 1 }).columns).toBe(1);
});
