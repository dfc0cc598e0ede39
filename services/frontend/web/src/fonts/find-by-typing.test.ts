import { expect, it } from 'vitest';
import { findByTyping } from './find-by-typing.ts';

const NAMES = ['Pretendard', 'Noto Sans KR', 'Black Han Sans', 'Bagel Fat One', 'Nanum Pen'];

it.each([
  ['b', 0, 2],
  ['b', 2, 3],
  ['bb', 3, 2],
  ['ba', 2, 3],
  ['nan', 1, 4],
  ['no', 1, 1],
  ['p', 0, 0],
  ['x', 0, undefined],
])('%j leads from %i to %s', (typed, from, to) => {
  expect(findByTyping(NAMES, typed, from)).toBe(to);
});
