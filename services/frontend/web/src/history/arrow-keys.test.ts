import { expect, test } from 'vitest';
import { cardAfter, columnsOf } from './arrow-keys.ts';

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 6, 6],
  ['ArrowLeft', 3, 2],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 4],
  ['ArrowDown', 4, 6],
  ['ArrowDown', 6, 6],
  ['ArrowUp', 6, 3],
  ['ArrowUp', 2, 2],
  ['Home', 5, 0],
  ['End', 0, 6],
  ['Enter', 0, undefined],
])('%s on card %i of seven in rows of three leads to %s', (key, at, next) => {
  expect(cardAfter(key, at, 7, 3)).toBe(next);
});

test('counts the columns', () => {
  expect(columnsOf([10, 10.4, 10, 90, 90])).toBe(3);
  expect(columnsOf([10, 10])).toBe(2);
  expect(columnsOf([])).toBe(1);
});
