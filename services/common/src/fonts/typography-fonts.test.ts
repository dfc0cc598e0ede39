import { expect, test } from 'vitest';
import { FONTS, findFont, missingCharacters } from './font-catalogue.ts';
import { lacking, nearestWeight, typographyFonts } from './typography-fonts.ts';

const COPY = '프리미엄 사과 25,000원';
const familyFor = (headline: string, wish?: string, copy = COPY) =>
  typographyFonts(headline, wish, copy)[0].family;

test('a font that is asked for gives its family; else one that goes with the headline', () => {
  expect(familyFor('jua', 'gaegu-bold')).toBe('Gaegu');
  expect(familyFor('pretendard-black')).toBe('Pretendard');
  expect(familyFor('jua')).toBe('Pretendard');
  expect(familyFor('gowun-batang-bold')).toBe('Nanum Myeongjo');
  for (const { id } of FONTS) expect(lacking(typographyFonts(id, undefined, COPY), COPY)).toEqual([]);
});

test('without a wish the characters decide', () => {
  const rare = '뷁쀍꿹';
  const small = FONTS.find((font) => missingCharacters(font, rare).length > 0);
  if (!small) throw new Error('every font has rare syllables');
  expect(lacking(typographyFonts(small.id, undefined, rare), rare)).toEqual([]);
  expect(typographyFonts('jua', small.id, rare)[0].family).toBe(small.family);
});

test('the nearest weight is taken, of two as near the bolder', () => {
  const family = FONTS.filter((font) => font.family === 'Pretendard');
  expect(nearestWeight(family, 900).weight).toBe(900);
  expect(nearestWeight(family, 420).weight).toBe(400);
  expect(nearestWeight(family, 550).weight).toBe(700);
  const only = findFont('jua');
  if (only) expect(nearestWeight([only], 900)).toBe(only);
});
