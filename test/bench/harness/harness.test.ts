import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';
import { median } from './median.ts';
import { printTable } from './print-table.ts';
import { row } from './row.ts';

test('a row knows its ratio and whether its target is met', () => {
  const given = { id: 'a', value: 3, unit: 'MB/s', peer: 'p', peer_value: 4 };
  expect(row({ ...given, target: '>= 0.75' })).toMatchObject({ ratio: 0.75, met: true });
  expect(row({ ...given, target: '>= 0.76' }).met).toBe(false);
  expect(row({ ...given, target: '<= 3 MB/s' }).met).toBe(true);
  expect(row({ ...given, target: '<= 2.9 MB/s' }).met).toBe(false);
  expect(row({ id: 'b', value: 65, unit: 'MB', target: '<= 64' }).met).toBe(false);
  expect(row({ id: 'c', value: 1, unit: 's' }).met).toBeUndefined();
});

test('the table shows missed targets', () => {
  const table = printTable([row({ id: 'b', value: 65, unit: 'MB', target: '<= 64' })]);
  expect(table).toMatch(/^what.*\nb {5}65.0 MB.*<= 64 {3}MISSED$/);
});

test('medians', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test('contestants take turns and the first round does not count', async () => {
  const calls: string[] = [];
  const results = await interleave(2, {
    a: async () => calls.push('a'),
    b: async () => calls.push('b'),
  });
  expect(calls.join('')).toBe('ababab');
  expect(results).toEqual({ a: [3, 5], b: [4, 6] });
});
