import type { Words } from '../find-words.ts';
import type { SceneWish } from '../scene-wish.ts';

/** Words of a prompt that mean the same, and what they ask of the scene. */
export interface LexiconEntry extends Words {
  wish: SceneWish;
}

/** An entry from words with a comma and a space between them. */
export function entry(en: string, ko: string, wish: SceneWish): LexiconEntry {
  const split = (text: string) => (text === '' ? [] : text.split(', '));
  return { en: split(en), ko: split(ko), wish };
}
