/** Words of a prompt that mean the same. */
export interface Words {
  /** English words or phrases, lower case, singular; the first says best what all of them mean. */
  en: readonly string[];
  /** Korean stems; a word of the prompt that contains one is understood. */
  ko: readonly string[];
}

/** A word or phrase of a prompt, by the place of its stem. */
export interface FoundWord<Entry> {
  at: number;
  end: number;
  entry: Entry;
  isKorean: boolean;
}

export interface FoundWords<Entry> {
  /** The prompt as it was searched, lower case; places are in it. */
  text: string;
  /** In the order of the text. */
  found: FoundWord<Entry>[];
  /** 1 for each character that belongs to a found word. */
  used: Uint8Array;
}

export const HANGUL = /\p{Script=Hangul}/u;
/** A whole word, whatever its language. */
const WHOLE_WORD = /[\p{L}\p{N}][\p{L}\p{N}'-]*/gu;
const WORD = /[\p{L}\p{N}]/u;
/** What a Korean noun of one syllable may be followed by in its word, to be that noun and not part of another. */
const AFTER_NOUN =
  /^(들)?(위|속|앞|뒤|옆|안|밑|아래|가|길|빛|색|밭|풍경|배경|느낌)?(으로|에서|에게|에는|에도|처럼|같은|부터|까지|이나|에|의|를|을|은|는|이|가|로|와|과|도|만|나|인|엔)?$/u;
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

/** Gives what finds the words of a Korean or English prompt in a lexicon: at the start of a word before inside, longest first. */
export function createWordFinder<Entry extends Words>(
  lexicon: readonly Entry[],
): (prompt: string) => FoundWords<Entry> {
  const english = phrases(lexicon, 'en');
  const korean = phrases(lexicon, 'ko');
  return (prompt) => {
    const text = prompt.normalize('NFC').toLowerCase().replace(/[’`]/g, "'");
    const found: FoundWord<Entry>[] = [];
    const used = new Uint8Array(text.length);
    const search = (list: typeof english, endOf: (at: number, phrase: string) => number | undefined) => {
      for (const { phrase, entry } of list) {
        for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
          const end = endOf(at, phrase);
          if (end === undefined || used.subarray(at, end).some((u) => u === 1)) continue;
          used.fill(1, at, end);
          found.push({ at, end, entry, isKorean: list === korean });
        }
      }
    };
    search(english, (at, phrase) => englishEnd(text, at, phrase.length));
    search(korean, (at, phrase) => koreanEnd(text, used, at, phrase, true));
    search(korean, (at, phrase) => koreanEnd(text, used, at, phrase, false));
    found.sort((a, b) => a.at - b.at);
    return { text, found, used };
  };
}

/** The words that nothing was found in, by their places. */
export function unusedWords(text: string, used: Uint8Array): { at: number; end: number; word: string }[] {
  return [...text.matchAll(WHOLE_WORD)]
    .map(({ index, 0: word }) => ({ at: index, end: index + word.length, word }))
    .filter(({ at, end }) => !used.subarray(at, end).some((u) => u === 1));
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

function phrases<Entry extends Words>(
  lexicon: readonly Entry[],
  language: 'en' | 'ko',
): Array<{ phrase: string; entry: Entry }> {
  return lexicon
    .flatMap((entry) => entry[language].map((phrase) => ({ phrase: phrase.normalize('NFC'), entry })))
    .sort((a, b) => b.phrase.length - a.phrase.length);
}
