import { type Field, sampleGrid } from './field.ts';
import { POST_CELL } from './post-grid.ts';
import type { Solid, TubeShape } from './solid.ts';

/** A post's radius as a part of the tube's. */
const POST_RADIUS = 0.42;

/** A round tube around the strokes, on posts that stand on the wall behind. */
export function tubeSolid(field: Field, { radius, posts, standOff }: TubeShape): Solid {
  const { width, height, distance } = field;
  const columns = Math.ceil(width / POST_CELL);
  const rows = Math.ceil(height / POST_CELL);
  return {
    field,
    frontZ: radius + 1,
    backZ: Math.max(radius + 1, standOff),
    outset: radius,
    stepFactor: 0.95,
    distance: (x, y, z) => {
      const d = sampleGrid(distance, width, height, x, y);
      const tube = Math.sqrt((d > 0 ? d * d : 0) + z * z) - radius;
      if (z > -radius * 0.5 || standOff <= radius) return tube;
      const post = sampleGrid(posts, columns, rows, x / POST_CELL, y / POST_CELL) - radius * POST_RADIUS;
      const end = -z - standOff;
      const cylinder = post > 0 && end > 0 ? Math.sqrt(post * post + end * end) : Math.max(post, end);
      return Math.min(tube, cylinder);
    },
  };
}
