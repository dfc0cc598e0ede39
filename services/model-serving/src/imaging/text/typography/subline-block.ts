import type { Shaper } from '../layout/arrange-lines.ts';
import type { BreakLevel } from '../layout/break-units.ts';
import type { LineAlignment } from '../layout/text-area.ts';
import { wrappings } from '../layout/wrap-copy.ts';
import { type Block, inkWidth, outlines } from './block.ts';

/** From baseline to baseline, em: Hangul needs a little more than Latin. */
const LEADING_EM = 1.36;
/** What a line's box takes above and below its baseline at least, em. */
const ASCENT_EM = 0.82;
const DESCENT_EM = 0.14;
const MOST_LINES = 5;

/**
 * A line of reading text at `size` pixels per em, broken into as few and as even lines as `maxWidth` asks for: between
 * words, inside of them only where nothing else helps. Undefined when it does not fit.
 */
export function sublineBlock(
  copy: string,
  shaper: Shaper,
  { size, maxWidth, align }: { size: number; maxWidth: number; align: LineAlignment },
): Block | undefined {
  const paragraphs = copy.split(/\r\n|[\n\r\u2028\u2029]/u).filter((line) => line.trim() !== '');
  const measure = (text: string): number => inkWidth(shaper(text));
  for (const level of ['word', 'syllable', 'grapheme'] satisfies BreakLevel[]) {
    const lines = evenest(wrappings(paragraphs, level, measure), measure, maxWidth / size);
    if (lines) return setLines(lines.map(shaper), size, align);
  }
  return undefined;
}

/** Of the wrappings that are narrow enough the one with the fewest lines, and of these the narrowest. */
function evenest(
  candidates: readonly string[][],
  measure: (text: string) => number,
  limitEm: number,
): string[] | undefined {
  let best: { lines: string[]; width: number } | undefined;
  for (const lines of candidates) {
    const width = Math.max(0, ...lines.map(measure));
    if (width > limitEm || lines.length > MOST_LINES) continue;
    const fewer = !best || lines.length < best.lines.length;
    if (fewer || (best && lines.length === best.lines.length && width < best.width)) best = { lines, width };
  }
  return best?.lines;
}

function setLines(lines: ReturnType<Shaper>[], size: number, align: LineAlignment): Block {
  const width = Math.max(...lines.map(inkWidth)) * size;
  const ascent = Math.max(ASCENT_EM, -(lines[0]?.ink[1] ?? 0)) * size;
  const descent = Math.max(DESCENT_EM, lines.at(-1)?.ink[3] ?? 0) * size;
  const share = align === 'left' ? 0 : align === 'right' ? 1 : 0.5;
  const polygons = lines.flatMap((line, index) =>
    outlines(line, size, (width - inkWidth(line) * size) * share, ascent + index * LEADING_EM * size),
  );
  return {
    width,
    height: ascent + (lines.length - 1) * LEADING_EM * size + descent,
    parts: [{ ink: 'text', polygons }],
    isOpen: true,
  };
}
