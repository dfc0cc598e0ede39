import { type EdgeBand, UNKNOWN } from './edge-band.ts';
import { LAYER_STRIDE } from './sample-layers.ts';

/** Alpha and the product's own colour of a band's pixels: R, G, B, alpha, 0..255. */
export type EdgeColours = Uint8Array;

/**
 * Alpha of each unknown pixel of the band from its place between the two layers' colours; where these are too alike,
 * from the `distance` to the edge. Further than `seam` pixels from the edge nothing is mixed. The colour that remains has the old background taken out.
 */
export function mixEdge(
  data: Uint8Array,
  kinds: Uint8Array,
  band: EdgeBand,
  distance: Float32Array,
  layers: Float32Array,
  seam: number,
): EdgeColours {
  const smooth = smoothLayers(band, layers);
  const out = new Uint8Array(band.cells.length * 4);
  const layer = new Float32Array(LAYER_STRIDE);
  for (let k = 0; k < band.cells.length; k++) {
    const at = band.cells[k] * 4;
    if (kinds[band.cells[k]] !== UNKNOWN) continue;
    for (let c = 0; c < LAYER_STRIDE; c++) layer[c] = smooth[k * LAYER_STRIDE + c];
    const ramp = Math.max(0, Math.min(1, 0.5 + distance[k] / 2));
    let squared = 1;
    let along = 0;
    for (let c = 0; c < 3; c++) {
      const step = layer[c] - layer[c + 3];
      squared += step * step;
      along += step * (data[at + c] - layer[c + 3]);
    }
    const mixed = layer[6] * stretch(along / squared) + (1 - layer[6]) * ramp;
    // A colour that happens to fit must not make hairs beyond the outline, nor pits within.
    const most = Math.max(0, 1 + Math.min(0, distance[k]) / seam);
    const least = Math.min(1, Math.max(0, distance[k]) / seam);
    const alpha = mixed < least ? least : mixed > most ? most : mixed;
    // Unmixed from the pixel itself where enough of the product is in it; the layer's colour where little is.
    const trust = alpha * alpha;
    for (let c = 0; c < 3; c++) {
      const own = (data[at + c] - (1 - alpha) * layer[c + 3]) / Math.max(alpha, 0.05);
      out[k * 4 + c] = Math.round(Math.max(0, Math.min(255, layer[c] + (own - layer[c]) * trust)));
    }
    out[k * 4 + 3] = Math.round(alpha * 255);
  }
  return out;
}

/** Noise makes what is wholly inside or outside waver a little. */
function stretch(alpha: number): number {
  return (alpha - 0.04) / 0.92;
}

/** Means with the four neighbours, weighted by contrast: single picks are noisy. */
function smoothLayers({ cells, neighbours }: EdgeBand, layers: Float32Array): Float32Array {
  const out = new Float32Array(layers.length);
  for (let k = 0; k < cells.length; k++) {
    let total = 0;
    let count = 0;
    const to = k * LAYER_STRIDE;
    for (let side = -1; side < 4; side++) {
      const j = side < 0 ? k : neighbours[k * 4 + side];
      if (j < 0 || j >= cells.length) continue;
      const from = j * LAYER_STRIDE;
      const contrast = layers[from + 6];
      if (contrast === 0) continue;
      for (let c = 0; c < 6; c++) out[to + c] += layers[from + c] * contrast;
      out[to + 6] += contrast;
      total += contrast;
      count++;
    }
    if (total === 0) continue;
    for (let c = 0; c < 6; c++) out[to + c] /= total;
    out[to + 6] /= count;
  }
  return out;
}
