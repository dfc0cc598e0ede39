import type { Silhouette } from './silhouette.ts';

/** The ellipse in which the product's round foot appears, in pixels of the cut-out. */
export interface BaseEllipse {
  centerX: number;
  centerY: number;
  /** Half axes along the (rolled) horizontal and across it. */
  radiusX: number;
  radiusY: number;
  /** Clockwise tilt on the picture, radians. */
  roll: number;
  /** Mean distance of the outline from the ellipse as a share of its radius. */
  error: number;
}

type Fit = Omit<BaseEllipse, 'error'>;
type Point = [x: number, y: number];

/**
 * Fits an ellipse to the lower outline: first from the sagitta of the outline's lowest points, then by a
 * coordinate search that minimises the L1 distance. Undefined when the outline has too few points.
 */
export function fitBase(silhouette: Silhouette): BaseEllipse | undefined {
  const { width, height, scale, alpha } = silhouette.grid;
  const lowest = lowestPoints(alpha, width, height);
  if (lowest.length < 12) return undefined;
  const guess = guessFromSagitta(lowest);
  const points =
    guess.radiusY > 0.25 * guess.radiusX ? [...lowest, ...sidePoints(alpha, width, height, guess)] : lowest;
  const inner = points.filter(([x]) => Math.abs(x - guess.centerX) < guess.radiusX * 1.05);
  const fit = search(guess, inner);
  return {
    centerX: fit.centerX / scale,
    centerY: fit.centerY / scale,
    radiusX: fit.radiusX / scale,
    radiusY: fit.radiusY / scale,
    roll: fit.roll,
    error: cost(fit, inner),
  };
}

/** The lowest opaque point of each column in the lower half of the product. */
function lowestPoints(alpha: Float32Array, width: number, height: number): Point[] {
  const points: Point[] = [];
  for (let x = 0; x < width; x++) {
    let y = height - 1;
    while (y >= 0 && alpha[y * width + x] <= 0.5) y--;
    if (y >= 0) points.push([x + 0.5, y + 1]);
  }
  const bottom = Math.max(...points.map(([, y]) => y));
  const span = points.length;
  // What ends far above the foot (a handle, a spoon) is not part of it.
  return points.filter(([, y]) => bottom - y < span * 0.5);
}

/** For an ellipse the outline rises by 0.4 of the small half axis at 0.8 of the large one. */
function guessFromSagitta(points: Point[]): Fit {
  const left = points[0][0];
  const right = points[points.length - 1][0];
  const radiusX = (right - left) / 2;
  const centerX = (left + right) / 2;
  const heightAt = (u: number) => {
    const near = points
      .filter(([x]) => Math.abs(x - centerX - u * radiusX) < radiusX * 0.06)
      .map(([, y]) => y);
    return near.length === 0 ? Number.NaN : near.reduce((a, b) => a + b, 0) / near.length;
  };
  const middle = heightAt(0);
  const leftHeight = heightAt(-0.8);
  const rightHeight = heightAt(0.8);
  const drop = middle - (leftHeight + rightHeight) / 2;
  const radiusY = Number.isFinite(drop) ? Math.min(radiusX, Math.max(0.5, drop / 0.4)) : 0.5;
  return {
    centerX,
    centerY: (Number.isFinite(middle) ? middle : points[0][1]) - radiusY,
    radiusX,
    radiusY,
    roll: 0,
  };
}

/** Left and right ends of the rows around the guess's centre. */
function sidePoints(alpha: Float32Array, width: number, height: number, guess: Fit): Point[] {
  const points: Point[] = [];
  const first = Math.max(0, Math.floor(guess.centerY - guess.radiusY * 0.3));
  for (let y = first; y < Math.min(height, guess.centerY + guess.radiusY); y++) {
    let left = 0;
    while (left < width && alpha[y * width + left] <= 0.5) left++;
    let right = width - 1;
    while (right >= 0 && alpha[y * width + right] <= 0.5) right--;
    if (left < right) points.push([left, y + 0.5], [right + 1, y + 0.5]);
  }
  return points;
}

function search(start: Fit, points: Point[]): Fit {
  const unit = start.radiusX;
  const steps: Fit = {
    centerX: unit * 0.1,
    centerY: unit * 0.1,
    radiusX: unit * 0.12,
    radiusY: unit * 0.12,
    roll: 0.12,
  };
  const keys = Object.keys(steps) as Array<keyof Fit>;
  let best = start;
  let lowest = cost(best, points);
  for (let round = 0; round < 160 && steps.roll > 2e-4; round++) {
    let improved = false;
    for (const key of keys) {
      for (const sign of [1, -1]) {
        const next = { ...best, [key]: best[key] + sign * steps[key] };
        if (next.radiusY < 0.5 || next.radiusX < 2 || next.radiusX > unit * 1.4) continue;
        const value = cost(next, points);
        if (value >= lowest) continue;
        best = next;
        lowest = value;
        improved = true;
      }
    }
    if (!improved) for (const key of keys) steps[key] *= 0.6;
  }
  return best;
}

function cost(fit: Fit, points: Point[]): number {
  const cos = Math.cos(fit.roll);
  const sin = Math.sin(fit.roll);
  let sum = 0;
  for (const [x, y] of points) {
    const dx = x - fit.centerX;
    const dy = y - fit.centerY;
    const u = (dx * cos + dy * sin) / fit.radiusX;
    const v = (dy * cos - dx * sin) / fit.radiusY;
    sum += Math.abs(Math.sqrt(u * u + v * v) - 1);
  }
  return sum / points.length;
}
