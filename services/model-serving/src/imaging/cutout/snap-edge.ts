import type { EdgeBand } from './edge-band.ts';

/** Pull of the prior against the picture's own edges. */
const PRIOR = 0.02;
/** Pull of colours that are the background's. */
const DOUBT = 0.05;
/** Pull of colours that the background has not. */
const TRUST = 0.1;
/** Flow that even the strongest edge lets through. */
const LEAK = 2e-4;
const OVERRELAXATION = 1.8;

/**
 * Moves a mask's edge to the edges of the picture: the chance that a walker who starts at a pixel of the band, and
 * rarely crosses a change of colour, gets to the product first. Smooth changes, such as a shadow's, do not hold the
 * walker up; a contour does. Source: Grady, Random Walks for Image Segmentation (2006), with the prior of Grady,
 * Multilabel Random Walker Segmentation Using Prior Models (2005).
 *
 * `data`: RGBA bytes; `prior`: 0..1 for each cell; `doubt`: what colours say,
 * from -1 (product) to 1 (background). Returns 0..1 for each cell, then 0 and 1 (see EdgeBand).
 */
export function snapEdge(
  data: Uint8Array,
  band: EdgeBand,
  prior: Float32Array,
  doubt: Float32Array,
  sweeps: number,
): Float32Array {
  const { cells, neighbours } = band;
  const count = cells.length;
  const values = new Float32Array(count + 2);
  values.set(prior);
  values[count + 1] = 1;
  const weights = conductances(data, band);
  const pulls = new Float32Array(count);
  // Where a cell has no neighbour the weight is 0: any place will do.
  const places = neighbours.map((j) => (j < 0 ? 0 : j));
  for (let k = 0, n = 0; k < count; k++, n += 4) {
    // Doubt pulls towards 0, trust towards 1.
    const against = Math.max(0, doubt[k]);
    const favour = Math.max(0, -doubt[k]);
    const flow = weights[n] + weights[n + 1] + weights[n + 2] + weights[n + 3];
    const scale = OVERRELAXATION / (PRIOR + DOUBT * against + TRUST * favour + flow);
    for (let side = n; side < n + 4; side++) weights[side] *= scale;
    pulls[k] = (PRIOR * prior[k] + TRUST * favour) * scale;
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    // There and back: news travels the band's length both ways.
    if (sweep % 2 === 0) for (let k = 0; k < count; k++) relax(values, places, weights, pulls, k);
    else for (let k = count - 1; k >= 0; k--) relax(values, places, weights, pulls, k);
  }
  for (let k = 0; k < count; k++) values[k] = values[k] < 0 ? 0 : values[k] > 1 ? 1 : values[k];
  return values;
}

function relax(
  values: Float32Array,
  places: Int32Array,
  weights: Float32Array,
  pulls: Float32Array,
  k: number,
): void {
  const n = k * 4;
  values[k] =
    (1 - OVERRELAXATION) * values[k] +
    pulls[k] +
    weights[n] * values[places[n]] +
    weights[n + 1] * values[places[n + 1]] +
    weights[n + 2] * values[places[n + 2]] +
    weights[n + 3] * values[places[n + 3]];
}

/** How easily the border to each neighbour is crossed; 0 at the frame. */
function conductances(data: Uint8Array, { width, cells, neighbours }: EdgeBand): Float32Array {
  const count = cells.length;
  const weights = new Float32Array(count * 4);
  const steps = [-1, 1, -width, width];
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const at = cells[k] * 4;
    for (let side = 0; side < 4; side++) {
      if (neighbours[k * 4 + side] < 0) continue;
      const to = at + steps[side] * 4;
      const r = data[at] - data[to];
      const g = data[at + 1] - data[to + 1];
      const b = data[at + 2] - data[to + 2];
      const squared = r * r + g * g + b * b;
      weights[k * 4 + side] = squared;
      sum += squared;
    }
  }
  // What counts as a change is measured by the band's own: strong contours must not make faint ones vanish.
  const scale = 1 / Math.max(13, (0.35 * sum) / Math.max(1, count * 4));
  for (let n = 0; n < weights.length; n++) {
    weights[n] = neighbours[n] < 0 ? 0 : Math.exp(-weights[n] * scale) + LEAK;
  }
  return weights;
}
