import catalogue from '../../../../assets/fonts/catalogue.json' with { type: 'json' };
import coverage from '../../../../assets/fonts/coverage.json' with { type: 'json' };
import type { FontMood } from './font-moods.ts';
import { type CodePointRanges, inRanges, parseUnicodeRanges } from './unicode-ranges.ts';

/** A font that a copy can be set in. */
export interface CatalogueFont {
  /** Name in specs, such as "pretendard-bold". */
  id: string;
  family: string;
  style: string;
  /** 100 to 900. */
  weight: number;
  /** ISO 15924 codes. */
  scripts: string[];
  tone: { en: string; ko: string };
  suggestedUse: { en: string; ko: string };
  /** What it feels like, the strongest first. */
  moods: FontMood[];
  /** Which copies it suits: short headlines only, long ones too, or any. */
  length: 'short' | 'any' | 'long';
  /** SPDX identifier. */
  license: string;
  /** npm package that brings the file, and the file's path in it. */
  package: string;
  file: string;
  /** Id of the thin font whose strokes guide materials drawn as a tube, such as neon. */
  strokeFont: string;
  /** The characters that the font file has a glyph for. */
  coverage: CodePointRanges;
}

/** All fonts; the first one is the default. */
export const FONTS: readonly CatalogueFont[] = catalogue.map((font) => ({
  ...font,
  moods: font.moods as FontMood[],
  length: font.length as CatalogueFont['length'],
  coverage: parseUnicodeRanges((coverage as Record<string, string>)[font.id]),
}));

/** The font of that id, or undefined. */
export function findFont(id: string): CatalogueFont | undefined {
  return FONTS.find((font) => font.id === id);
}

/**
 * The characters of a text (after NFC) that a font has no glyph for, each once, in order.
 * White space and invisible characters are never missing: they are laid out, not drawn.
 */
export function missingCharacters(font: CatalogueFont, text: string): string[] {
  const missing = new Set<string>();
  for (const character of text.normalize('NFC')) {
    if (/^[\s\p{Default_Ignorable_Code_Point}]$/u.test(character)) continue;
    if (!inRanges(font.coverage, character.codePointAt(0) ?? 0)) missing.add(character);
  }
  return [...missing];
}
