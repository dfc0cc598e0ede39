import { expect, test } from 'vitest';
import { breakUnits, joinUnits } from './break-units.ts';

const texts = (copy: string, level: 'word' | 'syllable' | 'grapheme'): string[] =>
  breakUnits(copy, level).map(({ text }) => text);

test('words break at spaces only', () => {
  expect(texts('오늘의 커피 Summer Sale', 'word')).toEqual(['오늘의', '커피', 'Summer', 'Sale']);
});

test('syllables break inside long Korean words but not inside Latin words, numbers and prices', () => {
  expect(texts('커피 Latte 3,900원', 'syllable')).toEqual(['커피', 'Latte', '3,900원']);
  expect(texts('시나몬카페라떼', 'syllable')).toEqual(['시나', '몬', '카', '페', '라떼']);
});

test('no syllable is cut off alone, and no particle from its word', () => {
  expect(texts('카페라떼를', 'syllable')).toEqual(['카페', '라', '떼를']);
  expect(texts('매장에서', 'syllable')).toEqual(['매장에서']);
  expect(texts('백화점까지', 'syllable')).toEqual(['백화', '점까지']);
});

test('a number keeps its unit, a reduction its word, a date its day', () => {
  expect(texts('오늘 3,900 원', 'word')).toEqual(['오늘', '3,900 원']);
  expect(texts('Summer Sale 50% OFF now', 'word')).toEqual(['Summer', 'Sale', '50% OFF', 'now']);
  expect(texts('12월 25일 1 + 1 행사', 'word')).toEqual(['12월 25일', '1 + 1', '행사']);
  expect(texts('500 ml 2 병', 'word')).toEqual(['500 ml', '2 병']);
});

test('punctuation never begins a line and brackets never end one', () => {
  expect(texts('좋아 ! (정말)', 'word')).toEqual(['좋아 !', '(정말)']);
  expect(texts('좋아!(정말),', 'syllable')).toEqual(['좋아!', '(정말),']);
  for (const unit of texts('하나, 둘… 셋! "넷" 다섯%', 'grapheme')) expect(unit).not.toMatch(/^[,…!%]/);
});

test('joining all units gives the copy back', () => {
  const copy = '겨울을 녹이는 한 잔, 50% OFF!';
  for (const level of ['word', 'syllable', 'grapheme'] as const) {
    expect(joinUnits(breakUnits(copy, level))).toBe(copy);
  }
});
