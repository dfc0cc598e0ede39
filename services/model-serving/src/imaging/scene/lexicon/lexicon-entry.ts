import type { SceneWish } from '../scene-wish.ts';

/** Words of a prompt that mean the same, and what they ask of the scene. */
export interface LexiconEntry {
  /** English words or phrases, lower case, singular. */
  en: string[];
  /** Korean stems; a word of the prompt that contains one is understood. */
  ko: string[];
  wish: SceneWish;
}

/** An entry from words with a comma and a space between them. */
export function entry(en: string, ko: string, wish: SceneWish): LexiconEntry {
  const split = (text: string) => (text === '' ? [] : text.split(', '));
  return { en: split(en), ko: split(ko), wish };
}
