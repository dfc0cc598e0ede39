import type { Font, FontRecommendation, LocalizedText } from '@nanococoa/proto/common/v1/catalog.ts';

/** A font in the picker. */
export interface FontChoice {
  font: Font;
  /** Why it suits the copy; undefined: it is one of the others. */
  reason: LocalizedText | undefined;
}

export interface FontGroups {
  /** Have all characters and suit the copy best, the best first. */
  suits: FontChoice[];
  /** Have all characters, or it is not known. */
  others: FontChoice[];
  /** Lack some. */
  lacking: FontChoice[];
}

/** As many as are looked at before choosing. */
const MAX_SUITS = 5;

/** The fonts in the order in which to offer them; `recommended` undefined: not known (yet). */
export function orderFonts(
  fonts: readonly Font[],
  recommended: readonly FontRecommendation[] | undefined,
): FontGroups {
  const all = fonts.map((font) => ({ font, reason: undefined }));
  if (recommended === undefined) return { suits: [], others: all, lacking: [] };
  const fit = recommended.flatMap(({ fontId, reason }) => {
    const font = fonts.find(({ id }) => id === fontId);
    return font === undefined ? [] : [{ font, reason }];
  });
  return {
    suits: fit.slice(0, MAX_SUITS),
    others: fit.slice(MAX_SUITS).map(({ font }) => ({ font, reason: undefined })),
    lacking: all.filter(({ font }) => !recommended.some(({ fontId }) => fontId === font.id)),
  };
}
