import type { Tokenizer } from './tokenizer.ts';

/** Tokens that CLIP's text encoder takes at once, those at its ends included. */
const WINDOW = 77;
const WORDS = WINDOW - 2;

/**
 * A prompt as windows of 77 ids each; a longer prompt has several, whose encodings are put one after another.
 *
 * @param count Windows at least: both prompts of a guided run need as many.
 */
export function tokenWindows(tokenizer: Tokenizer, prompt: string, count = 1): number[][] {
  const ids = tokenizer.encode(prompt);
  const { beginId, endId, padId } = tokenizer;
  const windows = Math.max(count, Math.ceil(ids.length / WORDS));
  return Array.from({ length: windows }, (_, at) => {
    const words = ids.slice(at * WORDS, (at + 1) * WORDS);
    const window = [...(beginId === undefined ? [] : [beginId]), ...words, endId];
    return [...window, ...Array<number>(WINDOW - window.length).fill(padId)];
  });
}
