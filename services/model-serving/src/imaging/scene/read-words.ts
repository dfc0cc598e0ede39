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

interface Found {
  at: number;
  end: number;
  wish: SceneWish;
}

/** All words and phrases that the studio engine understands. */
const LEXICON: readonly LexiconEntry[] = [
  ...SURFACE_WORDS,
  ...SETTING_WORDS,
  ...PROP_WORDS,
  ...TIME_WORDS,
  ...LIGHT_WORDS,
  ...MOOD_WORDS,
  ...PICTURE_WORDS,
  ...COLOR_WORDS,
];
const ENGLISH = phrases((entry) => entry.en);
const KOREAN = phrases((entry) => entry.ko);
/** What a Korean noun of one syllable may be followed by in its word, to be that noun and not part of another. */
const AFTER_NOUN =
  /^(들)?(위|속|앞|뒤|옆|안|밑|아래|가|길|빛|색|밭|풍경|배경|느낌)?(으로|에서|에게|에는|에도|처럼|같은|부터|까지|이나|에|의|를|을|은|는|이|가|로|와|과|도|만|나|인|엔)?$/u;
const PARTICLE = /(으로|에서|에는|에|의|를|을|은|는|이|가|로|와|과|도|만|한|인|들)$/u;
const HANGUL = /\p{Script=Hangul}/u;
const WORD = /[\p{L}\p{N}]/u;
const ENGLISH_ENDINGS = [
  '',
  's',
  'es',
  "'s",
  'y',
  'ed',
  '-lit',
  '-style',
  '-themed',
  '-like',
  '-colored',
  '-coloured',
];

/** Finds the words of a Korean or English prompt in the lexicon: at the start of a word before inside, longest first. */
export function readWords(prompt: string): ReadPrompt {
  const text = prompt.normalize('NFC').toLowerCase().replace(/[’`]/g, "'");
  const found: Found[] = [];
  const used = new Uint8Array(text.length);
  const search = (list: typeof ENGLISH, endOf: (at: number, phrase: string) => number | undefined) => {
    for (const { phrase, wish } of list) {
      for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
        const end = endOf(at, phrase);
        if (end === undefined || used.subarray(at, end).some((u) => u === 1)) continue;
        used.fill(1, at, end);
        found.push({ at, end, wish });
      }
    }
  };
  search(ENGLISH, (at, phrase) => englishEnd(text, at, phrase.length));
  search(KOREAN, (at, phrase) => koreanEnd(text, used, at, phrase, true));
  search(KOREAN, (at, phrase) => koreanEnd(text, used, at, phrase, false));
  found.sort((a, b) => a.at - b.at);
  return { ...negate(text, found), notUnderstood: leftovers(text, used) };
}

/** Where an English word or phrase ends, its ending included; undefined when it is only part of a word. */
function englishEnd(text: string, at: number, length: number): number | undefined {
  if (WORD.test(text[at - 1] ?? ' ')) return undefined;
  for (const ending of ENGLISH_ENDINGS) {
    const end = at + length + ending.length;
    if (text.startsWith(ending, at + length) && !WORD.test(text[end] ?? ' ')) return end;
  }
  return undefined;
}

/**
 * Where a Korean stem ends. Compounds are written together, so that a stem of two syllables may stand anywhere in a
 * word, one of a single syllable only where a word starts and nothing but particles or a known stem follow it.
 */
function koreanEnd(
  text: string,
  used: Uint8Array,
  at: number,
  phrase: string,
  atStart: boolean,
): number | undefined {
  const startsWord = !HANGUL.test(text[at - 1] ?? ' ') || used[at - 1] === 1;
  const end = at + phrase.length;
  if (atStart !== startsWord) return undefined;
  if (phrase.length > 1) return end;
  if (!startsWord) return undefined;
  if (used[end] === 1) return end;
  const rest = /^[\p{L}\p{N}]*/u.exec(text.slice(end))?.[0] ?? '';
  return AFTER_NOUN.test(rest) ? end : undefined;
}

/** Splits what was found into what is asked for and what is to be left out. */
function negate(text: string, found: Found[]): Pick<ReadPrompt, 'wishes' | 'negated'> {
  const isNegated = new Array<boolean>(found.length).fill(false);
  found.forEach(({ wish }, i) => {
    if (wish.negation === undefined) return;
    const step = wish.negation === 'next' ? 1 : -1;
    for (let k = i + step; k >= 0 && k < found.length; k += step) {
      if (found[k].wish.negation !== undefined) break;
      isNegated[k] = true;
      const next = found[k + step];
      if (next === undefined) break;
      const between = step > 0 ? text.slice(found[k].end, next.at) : text.slice(next.end, found[k].at);
      // "no shadows or text", "사람과 글자 없는": the list goes on; of "no harsh shadows" both words are one thing.
      if (!/^\s*(and|or|nor|\/|와|과|이나|나|및|하고)?\s*$/u.test(between)) break;
      if (!/\S/u.test(between) && step < 0) break;
    }
  });
  const asked = found.filter(({ wish }, i) => !isNegated[i] && wish.negation === undefined);
  const left = found.filter((_, i) => isNegated[i]);
  return { wishes: asked.map(({ wish }) => wish), negated: left.map(({ wish }) => wish) };
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
  if (!HANGUL.test(word)) return ENGLISH_FILLERS.has(word) || /^\d+$/.test(word);
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
