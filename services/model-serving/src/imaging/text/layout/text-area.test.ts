import { expect, test } from 'vitest';
import { safeArea } from './text-area.ts';

test('the margin is 100 of 1024 parts of the shorter side', () => {
  expect(safeArea(1024, 1024)).toEqual({ x: 100, y: 100, width: 824, height: 824 });
  expect(safeArea(728, 90)).toEqual({ x: 9, y: 9, width: 710, height: 72 });
  expect(safeArea(64, 768)).toEqual({ x: 7, y: 7, width: 50, height: 754 });
});
