import { expect, test } from 'vitest';
import { FONTS, findFont, missingCharacters } from './font-catalogue.ts';

test('the default font is a bold Pretendard and ids are unique', () => {
  expect(FONTS[0].id).toBe('pretendard-extrabold');
  expect(new Set(FONTS.map((font) => font.id)).size).toBe(FONTS.length);
  expect(FONTS.length).toBeGreaterThanOrEqual(20);
  expect(new Set(FONTS.map((font) => font.family)).size).toBeGreaterThanOrEqual(12);
  for (const font of FONTS) expect(findFont(font.strokeFont)?.weight).toBeLessThanOrEqual(400);
});

test('Hangul, Latin and prices are in every font, decomposed Hangul too', () => {
  for (const font of FONTS)
    expect(missingCharacters(font, '오늘의 커피\n3,900원 Summer Sale 50%!')).toEqual([]);
  expect(missingCharacters(FONTS[0], '커피'.normalize('NFD'))).toEqual([]);
});

test('missing characters are named once and in order', () => {
  expect(missingCharacters(FONTS[0], '커피 ☕😀☕')).toEqual(['☕', '😀']);
});
