import { expect, test } from 'vitest';
import { FONTS, missingCharacters } from './font-catalogue.ts';
import { FONT_MOODS } from './font-moods.ts';
import { readMoods } from './read-moods.ts';
import { recommendFonts } from './recommend-fonts.ts';

const families = (copy: string, prompt = '', limit = 4): string[] =>
  recommendFonts({ copy, prompt, limit }).map(({ font }) => font.family);

test('the mood of copy and prompt decides, in Korean and in English', () => {
  expect(families('프리미엄 향수', '고급스러운 금색', 2)).toContain('Nanum Myeongjo');
  expect(families('Eau de Parfum', 'luxurious elegant perfume', 2)).toContain('Nanum Myeongjo');
  expect(families('아기 젤리', 'cute candy balloon')).toEqual(
    expect.arrayContaining(['Jua', 'Bagel Fat One']),
  );
  expect(families('엄마에게', '손글씨 느낌', 2).sort()).toEqual(['Gaegu', 'Nanum Pen Script']);
  expect(families('BIG SALE', 'bold sport poster')[0]).toMatch(/Gasoek|Black Han|Pretendard/);
  expect(families('풍요로운 설날', '전통', 3)).toContain('Song Myung');
});

test('only fonts that have every character are recommended, and all of them are', () => {
  for (const copy of ['뷁쀍 €5…', '오늘의 커피', '漢字 한자', 'Ωmega']) {
    const able = FONTS.filter((font) => missingCharacters(font, copy).length === 0);
    expect(
      recommendFonts({ copy })
        .map(({ font }) => font.id)
        .sort(),
    ).toEqual(able.map(({ id }) => id).sort());
  }
  expect(recommendFonts({ copy: '😀' })).toEqual([]);
});

test('reasons are said in both languages and name the words that led to them', () => {
  const [first] = recommendFonts({ copy: 'Summer Sale\n50% OFF', prompt: 'neon at night' });
  expect(first.reason.en).toMatch(/neon/);
  expect(first.reason.ko).toMatch(/네온/);
  for (const { reason } of recommendFonts({ copy: '안녕하세요' })) {
    expect(reason.en).toMatch(/^[A-Z].*\.$/);
    expect(reason.ko).toMatch(/\p{Script=Hangul}.*\.$/u);
  }
});

test('a long copy gets a text face, not a poster face', () => {
  const long = '겨울을 녹이는 따뜻한 한 잔, 새로 나온 시나몬 카페라떼를 가까운 매장에서 만나보세요!';
  for (const { font } of recommendFonts({ copy: long, limit: 3 })) expect(font.length).not.toBe('short');
});

test('the best fonts come from different families, and equal questions get equal answers', () => {
  expect(new Set(families('오늘의 커피 3,900원', '', 5)).size).toBe(5);
  expect(recommendFonts({ copy: '가을 세일' })).toEqual(recommendFonts({ copy: '가을 세일' }));
});

test('moods are read from whole words; every font has moods of the table', () => {
  expect(readMoods('지금 offer official')).toMatchObject([{ id: 'trustworthy' }]);
  expect(readMoods('따뜻한 손글씨').map(({ id }) => id)).toEqual(['warm', 'handwritten']);
  const known = FONT_MOODS.map(({ id }) => id);
  for (const font of FONTS) {
    expect(font.moods.length).toBeGreaterThan(1);
    expect(known).toEqual(expect.arrayContaining(font.moods));
    expect(['short', 'any', 'long']).toContain(font.length);
  }
});
