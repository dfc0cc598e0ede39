import { FONT_MOODS, type FontMood } from './font-moods.ts';

/** A mood that a text asks for, and the words that say so, in lower case. */
export interface NamedMood {
  id: FontMood;
  label: { en: string; ko: string };
  words: string[];
}

/**
 * The moods that a text names, in the order of the table. English words are matched whole, Korean ones where a
 * word begins (endings and particles follow): "지금" is no gold.
 */
export function readMoods(text: string): NamedMood[] {
  const plain = text.normalize('NFC').toLowerCase();
  return FONT_MOODS.flatMap(({ id, label, words }) => {
    const found = words.filter((word) => names(plain, word));
    return found.length > 0 ? [{ id, label, words: found }] : [];
  });
}

function names(text: string, word: string): boolean {
  const isKorean = /\p{Script=Hangul}/u.test(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? ' ';
    const after = text.slice(at + word.length).at(0) ?? ' ';
    // A Korean word of one syllable must stand alone or before a particle; longer ones may go on.
    const ends = isKorean
      ? word.length > 1 || /[^\p{L}]|[은는이가을를의에로와과도]/u.test(after)
      : /[^a-z0-9]/.test(after);
    if (/[^\p{L}\d]/u.test(before) && ends) return true;
  }
  return false;
}
