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
    const lines = evenest(wrappingsOf(paragraphs, level, shaper, measure), maxWidth / size);
    if (lines) return setLines(lines.map(shaper), size, align);
  }
  return undefined;
}

interface Wrapping {
  lines: string[];
  /** Of the widest line, em. */
  width: number;
}

/** A layout measures one copy in many sizes and widths: its wrappings are made once for each shaper. */
const known = new WeakMap<Shaper, Map<string, Wrapping[]>>();

function wrappingsOf(
  paragraphs: string[],
  level: BreakLevel,
  shaper: Shaper,
  measure: (text: string) => number,
): Wrapping[] {
  const own = known.get(shaper) ?? new Map<string, Wrapping[]>();
  known.set(shaper, own);
  const key = [level, ...paragraphs].join('\n');
  let found = own.get(key);
  if (!found) {
    found = wrappings(paragraphs, level, measure).map((lines) => ({
      lines,
      width: Math.max(0, ...lines.map(measure)),
    }));
    own.set(key, found);
  }
  return found;
}

/** Of the wrappings that are narrow enough the one with the fewest lines, and of these the narrowest. */
function evenest(candidates: readonly Wrapping[], limitEm: number): string[] | undefined {
  let best: Wrapping | undefined;
  for (const { lines, width } of candidates) {
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
  const polygons = () =>
    lines.flatMap((line, index) =>
      outlines(line, size, (width - inkWidth(line) * size) * share, ascent + index * LEADING_EM * size),
    );
  return {
    width,
    height: ascent + (lines.length - 1) * LEADING_EM * size + descent,
    parts: () => [{ ink: 'text', polygons: polygons() }],
    isOpen: true,
  };
}
