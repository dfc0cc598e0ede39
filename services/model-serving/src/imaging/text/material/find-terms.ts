import type { Term } from './material-words.ts';

/** Particles and suffixes that may follow a Korean noun without changing it. */
const PARTICLES = '(?:으로|로|의|은|는|이|가|을|를|과|와|에|빛|색|제|재질|소재|글자|글씨|느낌|같은|처럼)?';

/**
 * Which terms a prompt names, in the order in which it names them. Longer words win over shorter ones inside them ("rose gold" is not
 * gold), and a word must begin at a word's beginning ("지금" is no gold).
 */
export function findTerms<Id extends string>(prompt: string, terms: ReadonlyArray<Term<Id>>): Id[] {
  const ids = new Map(terms.flatMap(({ id, words }) => words.map((word) => [word, id] as const)));
  const found = new Set<Id>();
  for (const match of prompt
    .normalize('NFC')
    .toLowerCase()
    .matchAll(patternOf([...ids.keys()]))) {
    const id = ids.get(match[1] ?? match[2]);
    if (id) found.add(id);
  }
  return [...found];
}

/** One expression for all words, the longest first; group 1 catches Korean words, group 2 the others. */
function patternOf(words: string[]): RegExp {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const korean = longestFirst.filter((word) => /\p{Script=Hangul}/u.test(word));
  const other = longestFirst.filter((word) => !korean.includes(word));
  return new RegExp(`(?<!\\p{L})(?:(${korean.join('|')})${PARTICLES}|(${other.join('|')})(?![a-z]))`, 'gu');
}
