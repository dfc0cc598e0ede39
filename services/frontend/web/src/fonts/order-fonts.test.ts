import { FONTS, missingCharacters } from '@nanococoa/common/fonts/font-catalogue.ts';
import { recommendFonts } from '@nanococoa/common/fonts/recommend-fonts.ts';
import { expect, it } from 'vitest';
import { orderFonts } from './order-fonts.ts';

function recommend(copy: string) {
  const fonts = recommendFonts({ copy, prompt: '', limit: FONTS.length });
  return fonts.map(({ font, score, reason }) => ({ fontId: font.id, score, reason }));
}

it('puts the best five first, and what lacks characters last', () => {
  const recommended = recommend('뷁');
  const { suits, others, lacking } = orderFonts(FONTS, recommended);
  const idsOf = (choices: typeof suits) => choices.map(({ font }) => font.id);
  expect([...idsOf(suits), ...idsOf(others)]).toEqual(recommended.map(({ fontId }) => fontId));
  expect(suits).toHaveLength(5);
  expect(suits.every(({ reason }) => reason?.en)).toBe(true);
  const without = FONTS.filter((font) => missingCharacters(font, '뷁').length > 0);
  expect(idsOf(lacking)).toEqual(without.map(({ id }) => id));
  expect(without.length).toBeGreaterThan(0);
  expect(suits.length + others.length + lacking.length).toBe(FONTS.length);
});

it('keeps the catalogue’s order where nobody recommends', () => {
  const { suits, others, lacking } = orderFonts(FONTS, undefined);
  expect([suits, lacking]).toEqual([[], []]);
  expect(others.map(({ font }) => font)).toEqual(FONTS);
});
