import { expect, it } from 'vitest';
import { EN } from '../i18n/en.ts';
import { KO } from '../i18n/ko.ts';
import { timeLeft } from './time-left.ts';

it.each([
  [undefined, '', ''],
  [3200, '약 3초 남음', 'about 3 s left'],
  [89_000, '약 89초 남음', 'about 89 s left'],
  [91_000, '약 2분 남음', 'about 2 min left'],
  [400, '곧 끝나요', 'almost done'],
  [-1900, '곧 끝나요', 'almost done'],
  [-2100, '평소보다 조금 더 걸리고 있어요', 'taking a little longer than usual'],
])('%s ms', (etaMs, korean, english) => {
  expect(timeLeft(etaMs, KO)).toBe(korean);
  expect(timeLeft(etaMs, EN)).toBe(english);
});
