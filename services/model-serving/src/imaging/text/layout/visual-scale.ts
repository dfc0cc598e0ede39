import type { Shaper } from './arrange-lines.ts';

/** Heights of letters in the catalogue's first fonts, em: the mean of x and H, and of a full syllable. */
const LATIN_EM = 0.61;
const HANGUL_EM = 0.84;
const MOST = 1.7;

/**
 * How much larger a font has to be set so that its letters look as large as others': handwriting is drawn small on its
 * em. At least 1.
 */
export function visualScale(copy: string, shaper: Shaper): number {
  const heightEm = (text: string): number => {
    const { ink } = shaper(text);
    return ink[3] - ink[1];
  };
  const isHangul = /\p{Script=Hangul}/u.test(copy);
  const height = isHangul ? heightEm('한') : (heightEm('x') + heightEm('H')) / 2;
  const usual = isHangul ? HANGUL_EM : LATIN_EM;
  return Math.min(MOST, Math.max(1, usual / Math.max(0.01, height)));
}
