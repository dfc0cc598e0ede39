import type { ArrangedCopy } from '../layout/arrange-lines.ts';
import type { Field } from './field.ts';

/** Texels per cell of the grid of distances to posts. */
export const POST_CELL = 4;
/** Glyphs narrower than this have one post, em of their line. */
const NARROW_EM = 0.3;

/**
 * Where posts hold a tube: at two ends of each glyph, upper left and lower right, in the middle of a stroke.
 * Returns each cell's distance to the nearest one, texels.
 */
export function postGrid(copy: ArrangedCopy, field: Field): Float32Array {
  const points = postPoints(copy, field);
  const columns = Math.ceil(field.width / POST_CELL);
  const rows = Math.ceil(field.height / POST_CELL);
  const grid = new Float32Array(columns * rows).fill(1e4);
  for (let row = 0; row < rows; row++) {
    const y = (row + 0.5) * POST_CELL;
    for (let column = 0; column < columns; column++) {
      const x = (column + 0.5) * POST_CELL;
      let nearest = 1e8;
      for (let i = 0; i < points.length; i += 2) {
        const dx = points[i] - x;
        const dy = points[i + 1] - y;
        nearest = Math.min(nearest, dx * dx + dy * dy);
      }
      grid[row * columns + column] = Math.sqrt(nearest);
    }
  }
  return grid;
}

/** x, y of each post, texels. */
function postPoints(copy: ArrangedCopy, field: Field): Float64Array {
  const points: number[] = [];
  for (const line of copy.lines) {
    const scale = line.size * field.texelsPerEm;
    for (const { outline, x, y } of line.shaped.glyphs) {
      if (!outline.bounds) continue;
      const left = line.x * field.texelsPerEm + x * scale + field.padding;
      const top = line.y * field.texelsPerEm + y * scale + field.padding;
      const box = outline.bounds.map((value, i) => Math.round((i % 2 === 0 ? left : top) + value * scale));
      points.push(...endsOfGlyph(field, box, (box[2] - box[0]) / scale < NARROW_EM));
    }
  }
  return Float64Array.from(points);
}

function endsOfGlyph(field: Field, [x0, y0, x1, y1]: number[], isNarrow: boolean): number[] {
  const { width, height, distance } = field;
  let deepest = 0;
  const each = (visit: (x: number, y: number, d: number) => void): void => {
    for (let y = Math.max(0, y0); y <= Math.min(height - 1, y1); y++) {
      for (let x = Math.max(0, x0); x <= Math.min(width - 1, x1); x++) visit(x, y, distance[y * width + x]);
    }
  };
  each((_x, _y, d) => {
    deepest = Math.min(deepest, d);
  });
  if (deepest === 0) return [];
  let first = Infinity;
  let last = -Infinity;
  const ends = [0, 0, 0, 0];
  each((x, y, d) => {
    if (d > deepest * 0.72) return;
    const order = y + 0.4 * x;
    if (order < first) {
      first = order;
      ends[0] = x + 0.5;
      ends[1] = y + 0.5;
    }
    if (order > last) {
      last = order;
      ends[2] = x + 0.5;
      ends[3] = y + 0.5;
    }
  });
  return isNarrow ? ends.slice(2) : ends;
}
