import { createWordFinder, HANGUL, unusedWords } from '../../imaging/scene/find-words.ts';
import type { LexiconEntry } from '../../imaging/scene/lexicon/lexicon-entry.ts';
import { findSceneWords, LEXICON, splitNegated, wordsLeftOver } from '../../imaging/scene/read-words.ts';
import { COLOR_WORDS } from '../../imaging/text/material/color-words.ts';
import { MATERIAL_WORDS } from '../../imaging/text/material/material-words.ts';

export interface Prompts {
  prompt: string;
  negativePrompt: string | undefined;
}

export interface EnglishPrompts extends Prompts {
  /** Korean words that were left out, since the vocabulary has none for them. */
  leftOut: string[];
}

/** Which words count first: of a scene, or of what letters are made of. */
export type Vocabulary = 'scene' | 'letters';

const MATERIALS: readonly LexiconEntry[] = [...MATERIAL_WORDS, ...COLOR_WORDS].map(({ words }) => ({
  en: words.filter((word) => !HANGUL.test(word)),
  ko: words.filter((word) => HANGUL.test(word)),
  wish: {},
}));
const FIND = {
  scene: findSceneWords,
  letters: createWordFinder([...MATERIALS, ...LEXICON]),
};

/**
 * Puts Korean prompts into the English that text encoders of published models know: each word that the studio
 * understands by the first English one that means the same, in the order of the prompt; English words stay. What the
 * prompt wants left out goes into the negative prompt. A prompt without Korean stays as it is.
 */
export function putInEnglish(
  { prompt, negativePrompt }: Prompts,
  vocabulary: Vocabulary = 'scene',
): EnglishPrompts {
  const wanted = translate(prompt, vocabulary);
  const unwanted = translate(negativePrompt ?? '', vocabulary);
  const negative = [unwanted.asked, unwanted.left, wanted.left].filter((part) => part !== '').join(', ');
  return {
    prompt: wanted.asked,
    negativePrompt: negative === '' && negativePrompt === undefined ? undefined : negative,
    leftOut: [...wanted.leftOut, ...unwanted.leftOut],
  };
}

function translate(prompt: string, vocabulary: Vocabulary) {
  if (!HANGUL.test(prompt)) return { asked: prompt, left: '', leftOut: [] };
  const { text, found, used } = FIND[vocabulary](prompt);
  const { asked, left } = splitNegated(text, found);
  const wordOf = ({ at, end, isKorean, entry }: (typeof found)[number]) => ({
    at,
    end,
    word: isKorean ? (entry.en[0] ?? '') : text.slice(at, end),
  });
  return {
    // Words of other languages a model may know.
    asked: join(text, [
      ...asked.map(wordOf),
      ...unusedWords(text, used).filter(({ word }) => !HANGUL.test(word)),
    ]),
    left: join(text, left.map(wordOf)),
    leftOut: wordsLeftOver(text, used).filter((word) => HANGUL.test(word)),
  };
}

interface PlacedWord {
  at: number;
  end: number;
  word: string;
}

/** "black marble, morning": what follows each other directly belongs together. */
function join(text: string, words: readonly PlacedWord[]): string {
  let told = '';
  let last: PlacedWord | undefined;
  for (const next of words.toSorted((a, b) => a.at - b.at)) {
    if (next.word === '' || next.word === last?.word) continue;
    const isNext = last !== undefined && /^\s*$/u.test(text.slice(last.end, next.at));
    told += (last === undefined ? '' : isNext ? ' ' : ', ') + next.word;
    last = next;
  }
  return told;
}
