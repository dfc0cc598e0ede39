import type { Shaper } from '../layout/arrange-lines.ts';
import { type Block, inkWidth, outlines } from './block.ts';
import { ring, roundedRectangle, seal } from './shapes.ts';

/** Share of a seal's diameter that its words' diagonal takes. */
const WORDS = 0.74;
const TEETH = 20;
const MIDDLE = 0.345;
const LEADING = 1.12;

/** A badge as a seal of this diameter, pixels; its words on one or two lines. Undefined when they would be too small. */
export function sealBlock(
  copy: string,
  shaper: Shaper,
  diameter: number,
  smallestPx: number,
): Block | undefined {
  const best = [[copy], halves(copy)]
    .flatMap((words) => (words ? [words.map(shaper)] : []))
    .map((lines) => {
      const width = Math.max(...lines.map(inkWidth));
      const height = 0.75 + (lines.length - 1) * LEADING;
      return { lines, size: Math.min((WORDS * diameter) / Math.hypot(width, height), diameter * 0.4) };
    })
    .reduce((one, other) => (other.size > one.size ? other : one));
  if (best.size < smallestPx) return undefined;
  const { lines, size } = best;
  const middle = diameter / 2;
  const first = middle + (MIDDLE - ((lines.length - 1) * LEADING) / 2) * size;
  return {
    width: diameter,
    height: diameter,
    isOpen: false,
    parts: () => [
      { ink: 'accent', polygons: [seal(middle, middle, middle, middle * 0.945, TEETH)] },
      {
        ink: 'onAccent',
        polygons: [
          ...ring(middle, middle, middle * 0.87, middle * 0.87 - Math.max(1, diameter * 0.008)),
          ...lines.flatMap((line, i) =>
            outlines(line, size, middle - (inkWidth(line) * size) / 2, first + i * LEADING * size),
          ),
        ],
      },
    ],
  };
}

/** A badge as a label with softly rounded corners, `size` pixels per em, where there is no room for a seal. */
export function labelBlock(
  copy: string,
  shaper: Shaper,
  { size, maxWidth }: { size: number; maxWidth: number },
): Block | undefined {
  const line = shaper(copy);
  const width = (inkWidth(line) + 1.1) * size;
  const height = 1.66 * size;
  if (width > maxWidth) return undefined;
  return {
    width,
    height,
    isOpen: false,
    parts: () => [
      { ink: 'accent', polygons: [roundedRectangle(0, 0, width, height, height * 0.24)] },
      { ink: 'onAccent', polygons: outlines(line, size, 0.55 * size, height / 2 + MIDDLE * size) },
    ],
  };
}

/** A copy broken at the space nearest to its middle, or of four Hangul syllables and more at the middle. */
function halves(copy: string): [string, string] | undefined {
  const words = copy.split(/\s+/u);
  if (words.length > 1) {
    const cuts = words
      .slice(1)
      .map((_, i) => [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')]);
    const [first, second] = cuts.reduce((one, other) =>
      Math.abs(other[0].length - other[1].length) < Math.abs(one[0].length - one[1].length) ? other : one,
    );
    return [first, second];
  }
  const characters = [...copy];
  if (characters.length < 4 || !/^\p{Script=Hangul}+$/u.test(copy)) return undefined;
  const cut = Math.ceil(characters.length / 2);
  return [characters.slice(0, cut).join(''), characters.slice(cut).join('')];
}
