import { adFormat } from '../parameters/ad-format.ts';

/** Below so many pixels an em, strokes of a headline run together. */
export const SMALLEST_TYPE_PX = 8;
/** The margin that stays free at every edge, as a part of the shorter side. */
const MARGIN = 100 / 1024;
/** What of the canvas' height and width a headline has at the least, beside a product or above it. */
const BAND = { stacked: 0.3, beside: 0.42 } as const;
/** Height of a line with the space to the next one, and what a body's volume adds at the ends, em. */
const LINE_EM = 1.2;
const VOLUME_EM = 0.3;
/** Lines are rarely full: words are kept whole. */
const FILLED = 0.75;

/** Whether a headline can be read on a canvas, and if not, how long it may be. */
export interface Legibility {
  isLegible: boolean;
  /** How many characters of this kind (Korean takes more room than English) fit legibly, at least. */
  maxCharacters: number;
}

/**
 * Says before anything is rendered whether a copy can be set on a canvas with at least SMALLEST_TYPE_PX pixels an em:
 * an estimate from mean character widths that never promises too much. From 512 × 512 on every copy of 80 characters
 * is legible.
 */
export function copyLegibility(copy: string, canvas: { width: number; height: number }): Legibility {
  const { width, height } = canvas;
  const margin = Math.ceil(Math.min(width, height) * MARGIN);
  const isBeside = ['wide', 'banner'].includes(adFormat(canvas));
  const bandWidth = (width - 2 * margin) * (isBeside ? BAND.beside : 1);
  const bandHeight = isBeside ? height - 2 * margin : Math.max(0, height * BAND.stacked - margin);
  const lines = Math.floor((bandHeight / SMALLEST_TYPE_PX - VOLUME_EM) / LINE_EM);
  const lineEm = bandWidth / SMALLEST_TYPE_PX - VOLUME_EM;
  const characters = [...copy.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()];
  const paragraphs = copy.split(/\r\n|[\n\r\u2028\u2029]/u).filter((line) => line.trim() !== '').length;
  const meanEm =
    characters.reduce((sum, character) => sum + widthEm(character), 0) / Math.max(1, characters.length);
  const capacityEm = Math.max(0, lines) * Math.max(0, lineEm) * (lines > 1 ? FILLED : 1);
  const maxCharacters = Math.floor(capacityEm / Math.max(0.2, meanEm));
  return { isLegible: characters.length <= maxCharacters && paragraphs <= Math.max(1, lines), maxCharacters };
}

/** Mean advance of a character's kind in bold fonts, em. */
function widthEm(character: string): number {
  if (/\s/u.test(character)) return 0.27;
  if (/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)) return 0.95;
  if (/[\p{Lu}%&@]/u.test(character)) return 0.72;
  if (/[\p{P}]/u.test(character)) return 0.36;
  return 0.61;
}
