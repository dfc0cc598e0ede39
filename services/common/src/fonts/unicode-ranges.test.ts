import { expect, test } from 'vitest';
import { formatUnicodeRanges, inRanges, parseUnicodeRanges } from './unicode-ranges.ts';

test('ranges survive writing and reading', () => {
  const text = formatUnicodeRanges([0x20, 0x21, 0x22, 0xa9, 0xac00, 0xac01]);
  expect(text).toBe('U+20-22,U+A9,U+AC00-AC01');
  const ranges = parseUnicodeRanges(text);
  expect(ranges).toEqual([
    [0x20, 0x22],
    [0xa9, 0xa9],
    [0xac00, 0xac01],
  ]);
  expect([0x1f, 0x20, 0x22, 0x23, 0xa9, 0xac01, 0xac02].map((c) => inRanges(ranges, c))).toEqual([
    false,
    true,
    true,
    false,
    true,
    true,
    false,
  ]);
});

test('what is not a range is refused', () => {
  expect(() => parseUnicodeRanges('U+20,32-40')).toThrow('32-40');
});
