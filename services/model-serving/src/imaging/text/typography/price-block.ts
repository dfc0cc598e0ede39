import type { Shaper } from '../layout/arrange-lines.ts';
import type { LineAlignment } from '../layout/text-area.ts';
import type { ShapedLine } from '../shaping/shape-line.ts';
import { type Block, inkWidth, outlines, type Part, type Polygon } from './block.ts';
import { arrow, bar } from './shapes.ts';

/** Size of what stands around the digits, such as 원 or $, relative to them. */
const UNIT_SIZE = 0.56;
/** Size of the old price, relative to the digits. */
const OLD_SIZE = 0.47;
/** Between parts of a price, em of the digits. */
const UNIT_GAP = 0.07;
const ARROW_LENGTH = 0.46;
const ARROW_GAP = 0.17;
const STACK_GAP = 0.3;
/** Height of the digits, em: what arrow and strike are centred on. */
const DIGIT_HEIGHT = 0.72;

interface Run {
  line: ShapedLine;
  size: number;
  /** Of the run's ink, from the price's left edge. */
  x: number;
  /** How far its baseline is raised, em of the digits. */
  rise: number;
}

/**
 * A price at `size` pixels per em of its digits; what is no digit is set smaller. An old price stands before it, struck
 * through, with an arrow between, or above it (`stacked`).
 */
export function priceBlock(
  copy: { price: string; oldPrice: string },
  faces: { price: Shaper; oldPrice: Shaper },
  options: { size: number; maxWidth: number; align: LineAlignment; stacked: boolean },
): Block | undefined {
  const { size, maxWidth, align, stacked } = options;
  const runs = priceRuns(copy.price, faces.price);
  const last = runs.at(-1);
  if (!last) return undefined;
  const width = last.x + inkWidth(last.line) * last.size;
  const old = copy.oldPrice ? faces.oldPrice(copy.oldPrice) : undefined;
  const oldWidth = old ? inkWidth(old) * OLD_SIZE : 0;
  const lead = old && !stacked ? oldWidth + 2 * ARROW_GAP + ARROW_LENGTH : 0;
  const total = old && stacked ? Math.max(width, oldWidth) : lead + width;
  if (total * size > maxWidth) return undefined;

  const top = Math.max(...runs.map((run) => run.rise - run.line.ink[1] * run.size));
  const bottom = Math.max(0, ...runs.map((run) => run.line.ink[3] * run.size - run.rise));
  const oldTop = old ? -old.ink[1] * OLD_SIZE : 0;
  const above = old && stacked ? oldTop + Math.max(0, old.ink[3] * OLD_SIZE) + STACK_GAP : 0;
  const baseline = Math.max(above + top, stacked ? 0 : oldTop);
  const share = align === 'left' ? 0 : align === 'right' ? 1 : 0.5;
  const left = stacked ? (total - width) * share : lead;
  const oldLeft = stacked ? (total - oldWidth) * share : 0;
  const oldBottom = old ? Math.max(0, old.ink[3] * OLD_SIZE) : 0;
  const parts = (): Part[] => {
    const price = runs.flatMap(({ line, size: part, x, rise }) =>
      outlines(line, part * size, (left + x) * size, (baseline - rise) * size),
    );
    const made: Part[] = [{ ink: 'text', polygons: price }];
    if (!old) return made;
    made.unshift({ ink: 'muted', polygons: struck(old, size, oldLeft, stacked ? oldTop : baseline) });
    if (stacked) return made;
    const middle = (baseline - (DIGIT_HEIGHT * OLD_SIZE) / 2) * size;
    const start = (oldWidth + ARROW_GAP) * size;
    return [{ ink: 'muted', polygons: arrow(start, middle, ARROW_LENGTH * size, 0.045 * size) }, ...made];
  };
  return {
    width: total * size,
    height: (baseline + Math.max(bottom, stacked ? 0 : oldBottom)) * size,
    parts,
    isOpen: true,
  };
}

/** The digits large, signs and words around them small: 원 on the baseline, $ and ₩ at the digits' top. */
function priceRuns(copy: string, shaper: Shaper): Run[] {
  const [, before = '', digits = '', after = ''] = /^([^\d]*)([\d][\d.,\s]*\d|\d)?(.*)$/su.exec(copy) ?? [];
  const pieces = digits
    ? [
        { text: before.trim(), size: UNIT_SIZE, isSign: true },
        { text: digits, size: 1, isSign: false },
        { text: after.trim(), size: UNIT_SIZE, isSign: false },
      ]
    : [{ text: copy, size: 1, isSign: false }];
  const runs: Run[] = [];
  let x = 0;
  for (const { text, size, isSign } of pieces) {
    if (text === '') continue;
    const line = shaper(text);
    if (line.glyphs.length === 0) continue;
    const short = isSign && /^[\p{Sc}￦]$/u.test(text);
    if (runs.length > 0) x += UNIT_GAP;
    runs.push({ line, size, x, rise: short ? DIGIT_HEIGHT * (1 - size) : 0 });
    x += inkWidth(line) * size;
  }
  return runs;
}

/** A price with a bar through the middle of its digits, a little beyond both ends. */
function struck(line: ShapedLine, size: number, x: number, baseline: number): Polygon[] {
  const small = OLD_SIZE * size;
  const middle = baseline * size - (DIGIT_HEIGHT * small) / 2;
  const thickness = Math.max(1, 0.055 * small);
  return [
    ...outlines(line, small, x * size, baseline * size),
    bar(x * size, middle, x * size + inkWidth(line) * small, middle, thickness),
  ];
}
