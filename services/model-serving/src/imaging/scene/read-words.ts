import { createWordFinder, type FoundWord, HANGUL, unusedWords } from './find-words.ts';
import { COLOR_WORDS } from './lexicon/colors.ts';
import { ENGLISH_FILLERS, KOREAN_FILLERS } from './lexicon/filler-words.ts';
import type { LexiconEntry } from './lexicon/lexicon-entry.ts';
import { LIGHT_WORDS } from './lexicon/lights.ts';
import { MOOD_WORDS } from './lexicon/moods.ts';
import { PICTURE_WORDS } from './lexicon/pictures.ts';
import { PROP_WORDS } from './lexicon/props.ts';
import { SETTING_WORDS } from './lexicon/settings.ts';
import { SURFACE_WORDS } from './lexicon/surfaces.ts';
import { TIME_WORDS } from './lexicon/times.ts';
import type { SceneWish } from './scene-wish.ts';

export interface ReadPrompt {
  /** What the prompt asks for, in the order of its words. */
  wishes: SceneWish[];
  /** What it asks to be left out: "no shadows", "보케 없는". */
  negated: SceneWish[];
  /** Words that mean nothing to the lexicon, each once, in order. */
  notUnderstood: string[];
}

/** All words and phrases that the studio engine understands. */
export const LEXICON: readonly LexiconEntry[] = [
  ...SURFACE_WORDS,
  ...SETTING_WORDS,
  ...PROP_WORDS,
  ...TIME_WORDS,
  ...LIGHT_WORDS,
  ...MOOD_WORDS,
  ...PICTURE_WORDS,
  ...COLOR_WORDS,
];
export const findSceneWords = createWordFinder(LEXICON);
const PARTICLE = /(으로|에서|에는|에|의|를|을|은|는|이|가|로|와|과|도|만|한|인|들)$/u;

/** Reads a Korean or English prompt by the lexicon. */
export function readWords(prompt: string): ReadPrompt {
  const { text, found, used } = findSceneWords(prompt);
  const { asked, left } = splitNegated(text, found);
  return {
    wishes: asked.map(({ entry }) => entry.wish),
    negated: left.map(({ entry }) => entry.wish),
    notUnderstood: wordsLeftOver(text, used),
  };
}

/** Splits what was found into what is asked for and what is to be left out; words that negate are in neither. */
export function splitNegated<Found extends FoundWord<LexiconEntry>>(
  text: string,
  found: readonly Found[],
): { asked: Found[]; left: Found[] } {
  const isNegated = new Array<boolean>(found.length).fill(false);
  found.forEach(({ entry: { wish } }, i) => {
    if (wish.negation === undefined) return;
    const step = wish.negation === 'next' ? 1 : -1;
    for (let k = i + step; k >= 0 && k < found.length; k += step) {
      if (found[k].entry.wish.negation !== undefined) break;
      isNegated[k] = true;
      const next = found[k + step];
      if (next === undefined) break;
      const between = step > 0 ? text.slice(found[k].end, next.at) : text.slice(next.end, found[k].at);
      // "no shadows or text", "사람과 글자 없는": the list goes on; of "no harsh shadows" both words are one thing.
      if (!/^\s*(and|or|nor|\/|와|과|이나|나|및|하고)?\s*$/u.test(between)) break;
      if (!/\S/u.test(between) && step < 0) break;
    }
  });
  return {
    asked: found.filter(({ entry }, i) => !isNegated[i] && entry.wish.negation === undefined),
    left: found.filter((_, i) => isNegated[i]),
  };
}

/** Words that nothing was found in and that may mean something, each once, in order. */
export function wordsLeftOver(text: string, used: Uint8Array): string[] {
  // Of a Korean word one understood stem is enough: the rest is particles and endings.
  const words = unusedWords(text, used).map(({ word }) => word);
  return [...new Set(words)].filter((word) => !isFiller(word));
}

function isFiller(word: string): boolean {
  if (!HANGUL.test(word)) return ENGLISH_FILLERS.has(word) || /^\d+$/.test(word);
  const stem = word.replace(PARTICLE, '');
  return KOREAN_FILLERS.some((filler) =>
    filler.length === 1 ? word === filler || stem === filler : word.startsWith(filler),
  );
}
