/** A mood, and the words that ask for it. */
export interface FontMoodEntry {
  id: string;
  /** How a reason names it. */
  label: { en: string; ko: string };
  /** Words of a copy or a prompt that ask for it: English ones matched whole, Korean ones where a word begins. */
  words: readonly string[];
}
