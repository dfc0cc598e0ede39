import { COLOR_WORDS } from './lexicon/colors.ts';
import { ENGLISH_FILLERS, KOREAN_FILLERS } from './lexicon/filler-words.ts';
import type { LexiconEntry } from './lexicon/lexicon-entry.ts';
import { LIGHT_WORDS } from './lexicon/lights.ts';
import { SETTING_WORDS } from './lexicon/settings.ts';
import { SURFACE_WORDS } from './lexicon/surfaces.ts';
import type { SceneWish } from './scene-wish.ts';

export interface ReadPrompt {
  /** What the prompt asks for, in the order of its words. */
  wishes: SceneWish[];
  /** What it asks to be left out. */
  negated: SceneWish[];
  /** Words that mean nothing to the lexicon, each once, in order. */
  notUnderstood: string[];
}

const LEXICON: LexiconEntry[] = [...SURFACE_WORDS, ...SETTING_WORDS, ...LIGHT_WORDS, ...COLOR_WORDS];
const ENGLISH = phrases((entry) => entry.en);
const KOREAN = phrases((entry) => entry.ko);
/** What Korean hangs on a noun. */
const PARTICLE = /(으로|에서|에|의|를|을|은|는|이|가|로|와|과|도|만)$/u;
const HANGUL = /\p{Script=Hangul}/u;

/** Finds the words of a Korean or English prompt in the lexicon, longest phrases first. */
export function readWords(prompt: string): ReadPrompt {
  const text = prompt.normalize('NFC').toLowerCase();
  const found: Array<{ at: number; wish: SceneWish }> = [];
  const used = new Uint8Array(text.length);
  for (const { phrase, wish } of [...ENGLISH, ...KOREAN]) {
    const korean = HANGUL.test(phrase);
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      const end = korean ? at + phrase.length : englishEnd(text, at, phrase.length);
      if (
        end === undefined ||
        !startsWord(text, at, korean ? phrase.length : 9) ||
        used.subarray(at, end).some((u) => u === 1)
      )
        continue;
      used.fill(1, at, end);
      found.push({ at, wish });
    }
  }
  found.sort((a, b) => a.at - b.at);
  return { wishes: found.map(({ wish }) => wish), negated: [], notUnderstood: leftovers(text, used) };
}

/** Where an English word or phrase ends, a plural's s included; undefined when it is only part of a word. */
function englishEnd(text: string, at: number, length: number): number | undefined {
  for (const ending of ['', 's', 'es', '-lit', 'y']) {
    const end = at + length + ending.length;
    if (text.startsWith(ending, at + length) && !/[\p{L}\p{N}]/u.test(text[end] ?? ' ')) return end;
  }
  return undefined;
}

/** Korean compounds are written together, so that a stem of two syllables may stand anywhere in a word. */
function startsWord(text: string, at: number, length: number): boolean {
  const before = text[at - 1] ?? ' ';
  if (HANGUL.test(text[at])) return length >= 2 || !HANGUL.test(before);
  return !/[\p{L}\p{N}]/u.test(before);
}

function leftovers(text: string, used: Uint8Array): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)) {
    const word = match[0];
    // Of a Korean word one understood stem is enough: the rest is particles and endings.
    const touched = used.subarray(match.index, match.index + word.length).some((u) => u === 1);
    if (touched || words.includes(word) || isFiller(word)) continue;
    words.push(word);
  }
  return words;
}

function isFiller(word: string): boolean {
  if (!HANGUL.test(word)) return ENGLISH_FILLERS.has(word);
  const stem = word.replace(PARTICLE, '');
  return KOREAN_FILLERS.some((filler) =>
    filler.length === 1 ? word === filler || stem === filler : word.startsWith(filler),
  );
}

function phrases(words: (entry: LexiconEntry) => string[]): Array<{ phrase: string; wish: SceneWish }> {
  return LEXICON.flatMap((entry) =>
    words(entry).map((phrase) => ({ phrase: phrase.normalize('NFC'), wish: entry.wish })),
  ).sort((a, b) => b.phrase.length - a.phrase.length);
}
