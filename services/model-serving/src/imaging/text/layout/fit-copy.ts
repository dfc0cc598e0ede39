import { type ArrangedCopy, arrangeLines, type Shaper } from './arrange-lines.ts';
import type { BreakLevel } from './break-units.ts';
import { splitBeforePrice } from './price-line.ts';
import type { LineAlignment, TextArea } from './text-area.ts';
import { visualScale } from './visual-scale.ts';
import { wrappings } from './wrap-copy.ts';

/** A copy broken and sized for an area. */
export interface FittedCopy extends ArrangedCopy {
  /** Pixels per em of the base size. */
  emPx: number;
  /** Largest type that the area allows for this font. */
  maxEmPx: number;
}

/** Below this share of the square root of the canvas' area type is small: only then words are broken. */
const SMALL_TYPE = 0.05;
/** Breaking words must make small type larger by this factor. */
const WORTH_BREAKING = 1.3;

/**
 * Breaks a copy into lines and sizes it to fill the area as large as it may. `paddingEm` is what the letters'
 * volume adds around the ink on every side. Explicit line breaks are kept; lines are broken between words,
 * and inside words only where type would be small otherwise. Everything fits, whatever the copy.
 */
export function fitCopy(input: {
  copy: string;
  shaper: Shaper;
  area: TextArea;
  canvas: { width: number; height: number };
  paddingEm: number;
}): FittedCopy {
  const paragraphs = input.copy.split(/\r\n|[\n\r\u2028\u2029]/u).filter((line) => line.trim() !== '');
  const maxEmPx = input.area.maxEmPx * visualScale(input.copy, input.shaper);
  let best: Candidate | undefined;
  for (const level of ['word', 'syllable', 'grapheme'] satisfies BreakLevel[]) {
    const candidate = bestOf(paragraphs, level, { ...input, area: { ...input.area, maxEmPx } });
    if (!best || candidate.emPx > best.emPx * WORTH_BREAKING) best = candidate;
    if (best.emPx >= SMALL_TYPE * Math.sqrt(input.canvas.width * input.canvas.height)) break;
  }
  if (!best) throw new Error('The copy is blank.');
  return { ...best.arranged, emPx: best.emPx, maxEmPx };
}

interface Candidate {
  arranged: ArrangedCopy;
  emPx: number;
  score: number;
}

function bestOf(paragraphs: string[], level: BreakLevel, input: Parameters<typeof fitCopy>[0]): Candidate {
  const { shaper, area, paddingEm } = input;
  const own = new Set(paragraphs.map((paragraph) => paragraph.trim()));
  let best: Candidate | undefined;
  for (const { arranged, isEmphasised } of arrangementsOf(paragraphs, level, shaper, area.align)) {
    if (isEmphasised && !area.largePrice) continue;
    const emPx = Math.min(
      area.width / (arranged.width + 2 * paddingEm),
      area.height / (arranged.height + 2 * paddingEm),
      area.maxEmPx,
    );
    const score = emPx * taste(arranged, area.lineCost, own);
    if (!best || score > best.score) best = { arranged, emPx, score };
  }
  if (!best) throw new Error('The copy is blank.');
  return best;
}

interface Arrangement {
  arranged: ArrangedCopy;
  /** Whether it may have a price that is set larger. */
  isEmphasised: boolean;
}

/** A layout measures one copy in many areas: what does not depend on the area is made once for each shaper. */
const known = new WeakMap<Shaper, Map<string, Arrangement[]>>();

function arrangementsOf(
  paragraphs: string[],
  level: BreakLevel,
  shaper: Shaper,
  align: LineAlignment,
): Arrangement[] {
  const key = [level, align, ...paragraphs].join('\n');
  const made = known.get(shaper) ?? new Map<string, Arrangement[]>();
  known.set(shaper, made);
  let found = made.get(key);
  if (!found) made.set(key, (found = arrangeAll(paragraphs, level, shaper, align)));
  return found;
}

function arrangeAll(
  paragraphs: string[],
  level: BreakLevel,
  shaper: Shaper,
  align: LineAlignment,
): Arrangement[] {
  const measure = (text: string): number => {
    const { ink } = shaper(text);
    return ink[2] - ink[0];
  };
  const sources = [paragraphs];
  const split = splitBeforePrice(paragraphs.at(-1) ?? '');
  if (split) sources.push([...paragraphs.slice(0, -1), ...split]);
  return sources.flatMap((source) =>
    wrappings(source, level, measure).flatMap((lines) =>
      [false, true].map((isEmphasised) => ({
        arranged: arrangeLines(lines, shaper, { emphasis: isEmphasised, align }),
        isEmphasised,
      })),
    ),
  );
}

/** What a designer prefers between arrangements of nearly the same size. */
function taste({ lines }: ArrangedCopy, lineCost: number, own: ReadonlySet<string>): number {
  const widths = lines.map(({ shaped, size }) => (shaped.ink[2] - shaped.ink[0]) * size);
  const emphasised = lines.some(({ size }) => size > 1);
  // A syllable alone on a line looks like a mistake, unless the copy's own line breaks put it there.
  const orphan = lines.some(({ shaped }) => [...shaped.text].length === 1 && !own.has(shaped.text));
  const ragged = !emphasised && Math.min(...widths) < 0.4 * Math.max(...widths);
  return (
    (orphan ? 0.7 : 1) * (emphasised ? 1.3 : 1) * (ragged ? 0.85 : 1) * (1 - lineCost) ** (lines.length - 1)
  );
}
