import { type CatalogueFont, FONTS, missingCharacters } from './font-catalogue.ts';
import { type NamedMood, readMoods } from './read-moods.ts';

/** A font that suits a copy, and why. */
export interface FontRecommendation {
  font: CatalogueFont;
  /** Higher suits better; comparable within one answer only. */
  score: number;
  /** One sentence. */
  reason: { en: string; ko: string };
}

/** Points for each mood that copy or prompt ask for; what the prompt says counts more. */
const COPY_POINTS = 2;
const PROMPT_POINTS = 3;
/** A copy of up to so many characters a line is short, from so many on long. */
const SHORT_LINE = 8;
const LONG_COPY = 28;
/** Thin strokes are hard to read as bodies; only light signs and calm brands want them. */
const THIN_WEIGHT = 300;
/** Each further style of a family stands behind other families of about the same fitness. */
const REPEATED_FAMILY = 1.6;

/**
 * Ranks the fonts that can set a copy, the best first: only those that have all of its characters. What the
 * copy and the prompt (or a mood in words, Korean or English) say is matched with the fonts' moods; length and
 * weight count too. Deterministic; ties keep the catalogue's order.
 *
 * @param input.limit How many at most; all by default.
 */
export function recommendFonts(input: {
  copy: string;
  prompt?: string;
  limit?: number;
}): FontRecommendation[] {
  const { copy, prompt = '', limit = FONTS.length } = input;
  const asked = [
    ...readMoods(prompt).map((mood) => ({ mood, points: PROMPT_POINTS })),
    ...readMoods(copy).map((mood) => ({ mood, points: COPY_POINTS })),
  ];
  if (/\d\s?(?:%|원|won)|[₩$€]\s?\d/iu.test(copy)) {
    asked.push(...readMoods('sale').map((mood) => ({ mood, points: 1 })));
  }
  const ranked = FONTS.filter((font) => missingCharacters(font, copy).length === 0)
    .map((font) => rate(font, copy, asked))
    .sort((a, b) => b.score - a.score);
  return spreadFamilies(ranked).slice(0, limit);
}

interface Asked {
  mood: NamedMood;
  points: number;
}

function rate(font: CatalogueFont, copy: string, asked: readonly Asked[]): FontRecommendation {
  const moods = new Map<string, Asked>();
  for (const entry of asked) {
    const known = moods.get(entry.mood.id);
    if (font.moods.includes(entry.mood.id) && (!known || known.points < entry.points)) {
      moods.set(entry.mood.id, entry);
    }
  }
  const matches = [...moods.values()].sort((a, b) => b.points - a.points);
  let score = matches.reduce((sum, { points }) => sum + points, 0);
  const length = [...copy.replaceAll(/\s/gu, '')].length;
  const longestLine = Math.max(...copy.split('\n').map((line) => [...line].length));
  const isLong = length >= LONG_COPY;
  const isShort = longestLine <= SHORT_LINE;
  if (font.length === 'short') score += isShort ? 1 : isLong ? -3 : -0.5;
  if (font.length === 'long') score += isLong ? 2 : isShort ? -1 : 0;
  if (font.weight <= THIN_WEIGHT && !matches.some(({ mood }) => mood.id === 'night')) score -= 3;
  return { font, score, reason: reasonOf(font, matches, isLong, isShort) };
}

function reasonOf(
  font: CatalogueFont,
  matches: readonly Asked[],
  isLong: boolean,
  isShort: boolean,
): FontRecommendation['reason'] {
  const fits =
    isLong && font.length === 'long'
      ? { en: 'it stays legible in a long copy', ko: '긴 문구에서도 잘 읽혀요' }
      : isShort && font.length === 'short'
        ? { en: 'it carries a short line with weight', ko: '짧은 줄을 힘 있게 보여 줘요' }
        : { en: `good for ${font.suggestedUse.en}`, ko: `${font.suggestedUse.ko}에 좋아요` };
  const [first, second] = matches.map(({ mood }) => mood);
  if (!first) {
    return { en: `${capital(font.tone.en)}; ${fits.en}.`, ko: `${font.tone.ko} 글꼴로, ${fits.ko}.` };
  }
  const words = [...new Set([first, second].flatMap((mood) => (mood ? [mood.words[0]] : [])))];
  const labels = [first, second].flatMap((mood) => (mood ? [mood.label] : []));
  return {
    en: `"${words.join('", "')}" asks for something ${labels.map(({ en }) => en).join(', ')}: ${font.tone.en}; ${fits.en}.`,
    ko: `“${words.join('”, “')}” 같은 말에는 ${labels.map(({ ko }) => ko).join(', ')} 느낌이 맞아요: ${font.tone.ko} 글꼴로, ${fits.ko}.`,
  };
}

/** Lowers further styles of a family that is already in the list. */
function spreadFamilies(ranked: readonly FontRecommendation[]): FontRecommendation[] {
  const seen = new Map<string, number>();
  return ranked
    .map((entry) => {
      const before = seen.get(entry.font.family) ?? 0;
      seen.set(entry.font.family, before + 1);
      return { ...entry, score: entry.score - before * REPEATED_FAMILY };
    })
    .sort((a, b) => b.score - a.score);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
