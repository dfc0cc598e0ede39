import type { Term } from './material-words.ts';

/** Particles and suffixes that may follow a Korean noun without changing it. */
const PARTICLES = '(?:으로|로|의|은|는|이|가|을|를|과|와|에|빛|색|제|재질|소재|글자|글씨|느낌|같은|처럼)?';

/**
 * Which terms a prompt names, in the order in which it names them. Longer words win over shorter ones inside
 * them ("rose gold" is not gold), and a word must begin at a word's beginning ("지금" is no gold).
 */
export function findTerms<Id extends string>(prompt: string, terms: ReadonlyArray<Term<Id>>): Id[] {
  const ids = new Map(terms.flatMap(({ id, words }) => words.map((word) => [word, id] as const)));
  const found = new Set<Id>();
  for (const match of prompt
    .normalize('NFC')
    .toLowerCase()
    .matchAll(patternOf([...ids.keys()]))) {
    const id = ids.get(match[1] ?? match[2] ?? match[3]);
    if (id) found.add(id);
  }
  return [...found];
}

/**
 * One expression for all words, the longest first. Group 1: Korean words, after which compounds may go on.
 * Group 2: Korean words of one syllable, which must end there ("금" is gold, "금요일" is Friday). Group 3: the
 * others.
 */
function patternOf(words: string[]): RegExp {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const isKorean = (word: string): boolean => /\p{Script=Hangul}/u.test(word);
  const long = longestFirst.filter((word) => isKorean(word) && word.length > 1).join('|');
  const short = longestFirst.filter((word) => isKorean(word) && word.length === 1).join('|') || '(?!)';
  const other = longestFirst.filter((word) => !isKorean(word)).join('|');
  const forms = [`(${long})`, `(${short})${PARTICLES}(?!\\p{L})`, `(${other})(?![a-z])`];
  return new RegExp(`(?<!\\p{L})(?:${forms.join('|')})`, 'gu');
}
