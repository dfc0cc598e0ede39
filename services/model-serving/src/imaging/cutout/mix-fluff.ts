import type { Picture8 } from '../io/decode-image.ts';
import { smoothstep } from '../math/noise.ts';
import type { Fluff } from './find-fluff.ts';

/** Alpha below which what is seen is noise. */
const FLOOR = 0.08;
/** Alpha from which what is seen is whole. */
const CEILING = 0.86;

/**
 * The cut-out's pixels in fluff: the pixels' indices, and R, G, B, alpha of each (0..255). Alpha is the pixel's
 * place between the mean colours of body and background; its colour is its own, the background taken out.
 */
export function mixFluff(photo: Picture8, fluff: Fluff): { cells: Int32Array; colours: Uint8Array } {
  const { width, height, data } = photo;
  const cells: number[] = [];
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * fluff.width) / width));
  const places: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * fluff.height) / height) * fluff.width;
    for (let x = 0; x < width; x++) {
      if (fluff.zone[row + columns[x]] === 0) continue;
      cells.push(y * width + x);
      places.push(row + columns[x]);
    }
  }
  const colours = new Uint8Array(cells.length * 4);
  for (let k = 0; k < cells.length; k++) {
    const at = cells[k] * 4;
    const alpha = 1 - ((1 - shareOf(data, at, fluff.layers, places[k])) * fluff.zone[places[k]]) / 255;
    const trust = smoothstep(0.15, 0.8, alpha);
    for (let c = 0; c < 3; c++) {
      const front = fluff.layers[c][places[k]];
      const own = (data[at + c] - (1 - alpha) * fluff.layers[c + 3][places[k]]) / Math.max(alpha, 0.05);
      colours[k * 4 + c] = Math.round(Math.max(0, Math.min(255, front + (own - front) * trust)));
    }
    colours[k * 4 + 3] = Math.round(alpha * 255);
  }
  return { cells: Int32Array.from(cells), colours };
}

/** How much alike the layers' hues may be for hue to count: squared sine of the angle between them. */
const DISTINCT = 0.012;

/** What is nearly black has no hue: rather none of the product than a black spot. */
const DARK = 0.12;

/**
 * Alpha of a pixel as the mixture C = a·F + b·B, a / (a + b): strands and background are in each other's shade, which
 * darkens but leaves the hue. Where both have the same hue it is the place between the two.
 */
function shareOf(data: Uint8Array, at: number, layers: Float32Array[], place: number): number {
  let [ff, bb, fb, cf, cb] = [1, 1, 0, 0, 0];
  for (let c = 0; c < 3; c++) {
    const front = layers[c][place];
    const back = layers[c + 3][place];
    const own = data[at + c];
    ff += front * front;
    bb += back * back;
    fb += front * back;
    cf += own * front;
    cb += own * back;
  }
  const sine = 1 - (fb * fb) / (ff * bb);
  const between = (cf - cb - fb + bb) / (ff + bb - 2 * fb + 1);
  const a = Math.max(0, (cf * bb - cb * fb) / (ff * bb - fb * fb));
  const b = Math.max(0, (cb * ff - cf * fb) / (ff * bb - fb * fb));
  const byHue = a / (a + b + DARK);
  const trust = smoothstep(DISTINCT * 0.4, DISTINCT, sine);
  const share = between + (byHue - between) * trust;
  return share < FLOOR ? 0 : Math.min(1, (share - FLOOR) / (CEILING - FLOOR));
}
