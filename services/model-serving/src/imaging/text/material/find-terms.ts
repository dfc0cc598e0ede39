import type { Term } from './material-words.ts';

/** Particles that may follow a Korean noun without changing it. */
const PARTICLES = '(?:으로|로|의|은|는|이|가|을|를|과|와|에|빛|색|제|재질|소재|글자|글씨|느낌|같은|처럼)?';

/**
 * Which terms a prompt names, in the order in which it names them. Longer words win over shorter ones inside them ("rose gold" is not
 * gold), and a Korean word must begin at a word's beginning ("지금" is no gold).
 */
export function findTerms<Id extends string>(prompt: string, terms: ReadonlyArray<Term<Id>>): Id[] {
  let rest = prompt.normalize('NFC').toLowerCase();
  const words = terms
    .flatMap(({ id, words }) => words.map((word) => ({ id, word })))
    .sort((a, b) => b.word.length - a.word.length);
  const found: Array<{ id: Id; at: number }> = [];
  for (const { id, word } of words) {
    const korean = /\p{Script=Hangul}/u.test(word);
    const pattern = korean
      ? new RegExp(`(?<![\\p{L}])${word}${PARTICLES}`, 'u')
      : new RegExp(`(?<![\\p{L}])${word}(?![a-z])`, 'u');
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      found.push({ id, at: match.index });
      rest =
        rest.slice(0, match.index) + ' '.repeat(match[0].length) + rest.slice(match.index + match[0].length);
    }
  }
  found.sort((a, b) => a.at - b.at);
  return [...new Set(found.map(({ id }) => id))];
}
