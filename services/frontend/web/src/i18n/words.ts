import type { Language } from './language.tsx';
import { useLanguage } from './language.tsx';

/** What a part of the page says, in each language. */
export type Words<T> = Readonly<Record<Language, T>>;

/** Has the compiler check that every language says everything. */
export function defineWords<T>(words: Words<T>): Words<T> {
  return words;
}

/** What a part of the page says, in the page's language. */
export function useWords<T>(words: Words<T>): T {
  return words[useLanguage().language];
}
