import { expect, test } from 'vitest';
import { addRange, committedSize, covers } from './byte-ranges.ts';

test('ranges in any order, overlapping or not, join to what a bitmap says', () => {
  let state = 12345;
  const random = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state % limit;
  };
  for (let round = 0; round < 200; round += 1) {
    const bitmap = new Uint8Array(64);
    let ranges: { start: number; end: number }[] = [];
    for (let i = 0; i < 8; i += 1) {
      const start = random(60);
      const end = Math.min(64, start + 1 + random(12));
      bitmap.fill(1, start, end);
      ranges = addRange(ranges, { start, end });
      const seen = new Uint8Array(64);
      for (const range of ranges) seen.fill(1, range.start, range.end);
      expect(seen).toEqual(bitmap);
      for (const [index, range] of ranges.entries()) {
        if (index > 0) expect(range.start).toBeGreaterThan(ranges[index - 1].end);
      }
      const firstGap = bitmap.indexOf(0);
      expect(committedSize(ranges)).toBe(firstGap < 0 ? 64 : firstGap);
      expect(covers(ranges, { start, end })).toBe(true);
    }
  }
});

test('nothing covers a range with a hole', () => {
  const ranges = addRange(addRange([], { start: 0, end: 5 }), { start: 6, end: 9 });
  expect(covers(ranges, { start: 4, end: 7 })).toBe(false);
});
