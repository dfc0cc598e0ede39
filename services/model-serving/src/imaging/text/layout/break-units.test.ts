import { expect, test } from 'vitest';
import { breakUnits, joinUnits } from './break-units.ts';

const texts = (copy: string, level: 'word' | 'syllable' | 'grapheme'): string[] =>
  breakUnits(copy, level).map(({ text }) => text);

test('words break at spaces only', () => {
  expect(texts('오늘의 커피 Summer Sale', 'word')).toEqual(['오늘의', '커피', 'Summer', 'Sale']);
});

test('syllables break inside Korean words but not inside Latin words, numbers and prices', () => {
  expect(texts('커피 Latte 3,900원', 'syllable')).toEqual(['커', '피', 'Latte', '3,900원']);
});

test('punctuation never begins a line and brackets never end one', () => {
  expect(texts('좋아 ! (정말)', 'word')).toEqual(['좋아 !', '(정말)']);
  expect(texts('좋아!(정말),', 'syllable')).toEqual(['좋', '아!', '(정', '말),']);
  for (const unit of texts('하나, 둘… 셋! "넷" 다섯%', 'grapheme')) expect(unit).not.toMatch(/^[,…!%]/);
});

test('joining all units gives the copy back', () => {
  const copy = '겨울을 녹이는 한 잔, 50% OFF!';
  for (const level of ['word', 'syllable', 'grapheme'] as const) {
    expect(joinUnits(breakUnits(copy, level))).toBe(copy);
  }
});
