import { type Box, boxOfGrid, type Silhouette } from './silhouette.ts';

/** Smaller pieces than this share of the whole are crumbs, steam, or what the mask got wrong. */
const SMALLEST_SHARE = 0.06;
/** A piece above another one that covers this much of its width rests on it: a cap on a clear neck. */
const RESTS_FROM = 0.5;

/**
 * The parts of a product that stand on the surface each on their own, from the left. A product of one piece is
 * returned as it is.
 */
export function findParts(silhouette: Silhouette): Silhouette[] {
  const { grid } = silhouette;
  const labels = new Int32Array(grid.alpha.length);
  const areas = label(grid, labels);
  const total = areas.reduce((sum, area) => sum + area, 0);
  const parts = areas.flatMap((area, i) =>
    area < total * SMALLEST_SHARE ? [] : [partOf(silhouette, labels, i + 1)],
  );
  const standing = parts.filter(
    (part) => !parts.some((other) => other !== part && rests(part.box, other.box)),
  );
  if (parts.length < 2 || standing.length < 2) return [silhouette];
  return standing.sort((a, b) => a.box.left - b.box.left);
}

function rests(upper: Box, lower: Box): boolean {
  const shared = Math.min(upper.right, lower.right) - Math.max(upper.left, lower.left);
  const narrower = Math.min(upper.right - upper.left, lower.right - lower.left);
  return upper.bottom < (lower.top + lower.bottom) / 2 && shared > narrower * RESTS_FROM;
}

function partOf(whole: Silhouette, labels: Int32Array, wanted: number): Silhouette {
  const alpha = whole.grid.alpha.map((value, i) => (labels[i] === wanted ? value : 0));
  const grid = { ...whole.grid, alpha };
  const box = boxOfGrid(grid);
  return { grid, box, visible: box };
}

/** Numbers the connected pieces from 1 in `labels`; their areas in cells. */
function label({ width, alpha }: Silhouette['grid'], labels: Int32Array): number[] {
  const areas: number[] = [];
  const stack: number[] = [];
  for (let start = 0; start < alpha.length; start++) {
    if (alpha[start] <= 0.5 || labels[start] !== 0) continue;
    const id = areas.length + 1;
    let area = 0;
    labels[start] = id;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      area++;
      const x = at % width;
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= alpha.length || alpha[next] <= 0.5 || labels[next] !== 0) continue;
        labels[next] = id;
        stack.push(next);
      }
    }
    areas.push(area);
  }
  return areas;
}
