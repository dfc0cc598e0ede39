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
 * English words), but not between a number and its unit, "50%" and "OFF", or in "1 + 1". syllable: also inside Korean
 * words, two syllables from either end and not before a particle, and between ideographs, but not inside Latin words
 * and numbers. grapheme: anywhere between characters. Punctuation never begins a line.
 */
export function breakUnits(paragraph: string, level: BreakLevel): BreakUnit[] {
  const units: BreakUnit[] = [];
  for (const word of paragraph.split(/\s+/u).filter(Boolean)) {
    pieces(word, level).forEach((text, index) => {
      const last = units.at(-1);
      const glued =
        last &&
        ((NOT_FIRST.test(text) && !FIRST_ALLOWED.test(text)) ||
          NOT_LAST.test(last.text) ||
          (index === 0 && level !== 'grapheme' && belongTogether(last.text, text)));
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
  const out: string[] = [];
  graphemes.forEach((grapheme, index) => {
    const before = out.at(-1) ?? '';
    if (before !== '' && staysTogether(graphemes, index)) out[out.length - 1] = before + grapheme;
    else out.push(grapheme);
  });
  return out;
}

const HANGUL = /^\p{Script=Hangul}/u;
const LATIN_OR_NUMBER = /^[\p{Script=Latin}\d.,'’-]/u;
/** Particles of two syllables; those of one are kept by the rule that no single syllable is cut off. */
const PARTICLES = /^(?:에서|으로|까지|부터|에게|한테|처럼|보다|이나|라도|마다|조차|이라|와의|과의|만의)$/u;

/** Whether a grapheme may not begin a line that the one before it does not stand on. */
function staysTogether(graphemes: readonly string[], index: number): boolean {
  const [before, here] = [graphemes[index - 1], graphemes[index]];
  if (LATIN_OR_NUMBER.test(before)) return LATIN_OR_NUMBER.test(here) || /\d$/.test(before);
  if (!HANGUL.test(before) || !HANGUL.test(here)) return false;
  let from = index;
  while (from > 0 && HANGUL.test(graphemes[from - 1])) from--;
  let to = index;
  while (to < graphemes.length && HANGUL.test(graphemes[to])) to++;
  const rest = graphemes.slice(index, to).join('');
  return index - from < 2 || to - index < 2 || PARTICLES.test(rest);
}

const UNIT =
  /^(?:원|만원|만|천원|개|잔|병|명|분|시|시간|일|월|년|주|회|장|권|세트|종|배|퍼센트|kg|g|mg|ml|l|cm|mm|won|krw|usd|%)(?:[\p{P}\p{S}]|$)/iu;
const REDUCTION = /^(?:off|sale|할인|세일|적립|증정)(?:[\p{P}\p{S}]|$)/iu;

/** Words with a space between them that one reads as one: "3,900 원", "50% OFF", "12월 25일", "1 + 1". */
function belongTogether(before: string, word: string): boolean {
  if (/\d$/.test(before) && UNIT.test(word)) return true;
  if (/\d\s?[%％]$/.test(before) && REDUCTION.test(word)) return true;
  if (/\d월$/.test(before) && /^\d{1,2}일/.test(word)) return true;
  return (/\d$/.test(before) && /^[+&x×]$/.test(word)) || (/\d\s[+&x×]$/.test(before) && /^\d/.test(word));
}
