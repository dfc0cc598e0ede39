import type { BaseEllipse } from './fit-base.ts';
import type { Silhouette } from './silhouette.ts';

/** Seen from anywhere, a ball is round; from where a saucer looks as round, hardly anything is photographed. */
const FLATTEST = 0.86;
const WORST_ERROR = 0.02;
/** Share of the ellipse that the product has to fill, and what may lie outside of it beside and below. */
const LEAST_FILLED = 0.94;
const MOST_BESIDE = 0.008;
/** A stem, a leaf or a ring on top: this far from the middle at most, and this much. */
const STEM_REACH = 0.35;
const MOST_ABOVE = 0.045;

/** Whether a product is a ball, an apple or the like: its lower outline then is its own, not that of a foot. */
export function isBall({ grid }: Silhouette, base: BaseEllipse): boolean {
  if (base.error > WORST_ERROR || base.radiusY < base.radiusX * FLATTEST) return false;
  const { filled, beside, above } = measureAgainst(grid, base);
  return filled > LEAST_FILLED && beside < MOST_BESIDE && above < MOST_ABOVE;
}

/** Areas of a silhouette inside and outside of an ellipse, as shares of the ellipse. */
function measureAgainst(grid: Silhouette['grid'], base: BaseEllipse) {
  const { width, height, scale, alpha } = grid;
  let inside = 0;
  let covered = 0;
  let beside = 0;
  let above = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const u = ((column + 0.5) / scale - base.centerX) / base.radiusX;
      const v = ((row + 0.5) / scale - base.centerY) / base.radiusY;
      const distance = u * u + v * v;
      if (distance < 1) {
        inside++;
        covered += alpha[row * width + column];
      } else if (distance > 1.09 && alpha[row * width + column] > 0.5) {
        if (v < 0 && Math.abs(u) < STEM_REACH) above++;
        else beside++;
      }
    }
  }
  const area = Math.max(1, inside);
  return { filled: covered / area, beside: beside / area, above: above / area };
}
