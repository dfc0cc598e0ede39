import { type CatalogueFont, FONTS, findFont, missingCharacters } from './font-catalogue.ts';

/** Families that are made for reading, in several weights: the first one goes with sans-serif headlines. */
const TEXT_FAMILIES = ['Pretendard', 'Noto Sans KR'];
/** Goes with headlines that have serifs or a brush's strokes. */
const SERIF_FAMILY = 'Nanum Myeongjo';
const SERIFS = /batang|myeongjo|myung/i;

/**
 * The fonts that subline, price, badge and call to action are set in: all weights of one family, at least one. A
 * font that is asked for gives its family; else it is the headline's where that has several weights, or one that
 * goes with it, and of these the first that has every character of `copy`.
 */
export function typographyFonts(
  headlineFontId: string | undefined,
  typographyFontId: string | undefined,
  copy: string,
): readonly CatalogueFont[] {
  const asked = typographyFontId ? findFont(typographyFontId) : undefined;
  if (asked) return familyOf(asked.family);
  const own = familyOf(findFont(headlineFontId ?? '')?.family ?? FONTS[0].family);
  const serif = SERIFS.test(own[0]?.family ?? '') ? [familyOf(SERIF_FAMILY)] : [];
  const candidates = [
    ...(own.length > 1 ? [own] : []),
    ...serif,
    ...TEXT_FAMILIES.map(familyOf),
    ...FONTS.map(({ family }) => familyOf(family)),
  ].filter((family) => family.length > 0);
  return candidates.find((family) => lacking(family, copy).length === 0) ?? candidates[0];
}

/** The characters that one of the fonts lacks. */
export function lacking(fonts: readonly CatalogueFont[], copy: string): string[] {
  return [...new Set(fonts.flatMap((font) => missingCharacters(font, copy)))];
}

/** Of a family, the font whose weight is nearest; of two as near, the bolder. */
export function nearestWeight(fonts: readonly CatalogueFont[], weight: number): CatalogueFont {
  return fonts.reduce((best, font) => {
    const change = Math.abs(font.weight - weight) - Math.abs(best.weight - weight);
    return change < 0 || (change === 0 && font.weight > best.weight) ? font : best;
  });
}

function familyOf(family: string): CatalogueFont[] {
  return FONTS.filter((font) => font.family === family);
}
