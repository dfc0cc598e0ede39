/** How finely a copy may be broken into lines. */
export type BreakLevel = 'word' | 'syllable' | 'grapheme';

/** A piece that stays on one line, and whether a space stands between it and the piece before. */
export interface BreakUnit {
  text: string;
  spaceBefore: boolean;
}

/**
 * What may not begin a line (closing punctuation, small units) and what may not end one (opening ones,
 * currency).
 */
const NOT_FIRST = /^[\p{Pe}\p{Pf}\p{Po}%‰°℃~∼～…·ー〜'’”*]/u;
const NOT_LAST = /[\p{Ps}\p{Pi}#₩$€£¥‘“]$/u;
/** Po that may well begin a line. */
const FIRST_ALLOWED = /^[&@¡¿#]/u;

/**
 * Splits a line of copy into the pieces between which it may be broken. word: at spaces (Korean eojeol,
 * English words). syllable: also between Hangul syllables and ideographs, but not inside Latin words and
 * numbers. grapheme: anywhere between characters. Punctuation never begins a line.
 */
export function breakUnits(paragraph: string, level: BreakLevel): BreakUnit[] {
  const units: BreakUnit[] = [];
  for (const word of paragraph.split(/\s+/u).filter(Boolean)) {
    pieces(word, level).forEach((text, index) => {
      const last = units.at(-1);
      const glued = last && ((NOT_FIRST.test(text) && !FIRST_ALLOWED.test(text)) || NOT_LAST.test(last.text));
      if (last && glued) last.text += (index === 0 ? ' ' : '') + text;
      else units.push({ text, spaceBefore: index === 0 && units.length > 0 });
    });
  }
  return units;
}

/** A line made of some of the units. */
export function joinUnits(units: readonly BreakUnit[]): string {
  return units.map((unit, index) => (index > 0 && unit.spaceBefore ? ' ' : '') + unit.text).join('');
}

function pieces(word: string, level: BreakLevel): string[] {
  if (level === 'word') return [word];
  const graphemes = Array.from(
    new Intl.Segmenter('ko', { granularity: 'grapheme' }).segment(word),
    (s) => s.segment,
  );
  if (level === 'grapheme') return graphemes;
  return graphemes.reduce<string[]>((out, grapheme) => {
    const before = out.at(-1) ?? '';
    if (before !== '' && staysTogether(before, grapheme)) out[out.length - 1] = before + grapheme;
    else out.push(grapheme);
    return out;
  }, []);
}

/** Latin words, numbers with their separators, and a number with the unit after it. */
function staysTogether(before: string, grapheme: string): boolean {
  if (/[\p{Script=Latin}\d.,'’-]$/u.test(before))
    return /^[\p{Script=Latin}\d.,'’-]/u.test(grapheme) || /\d$/.test(before);
  return false;
}
