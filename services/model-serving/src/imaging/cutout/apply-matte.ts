import type { Picture8 } from '../io/decode-image.ts';
import { BACKGROUND, FLUFFY, PRODUCT, UNKNOWN } from './edge-band.ts';
import { mixEdge } from './mix-edge.ts';
import { mixFluff } from './mix-fluff.ts';
import type { PhotoEdge } from './refine-matte.ts';
import { sampleLayers } from './sample-layers.ts';

/** Half the width of the seam in which a lens mixes product and background, pixels of a photo of 1 megapixel. */
const SEAM = 2.2;

/**
 * Makes the photo its own cut-out, in place and at its full resolution: alpha from each pixel's place between the
 * colours on both sides of the edge, the old background's colour taken out. Pixels without any of the product
 * become transparent black. `onRow` (0..1) is heard of every few rows.
 */
export function applyMatte(photo: Picture8, edge: PhotoEdge, onRow?: (fraction: number) => void): void {
  const { width, height, data } = photo;
  const { kinds, band, distance, chance } = edge;
  const seam = SEAM * Math.max(0.75, Math.sqrt((width * height) / 1e6) ** 0.5);
  for (let k = 0; k < band.cells.length; k++) {
    if (Math.abs(distance[k]) > seam) kinds[band.cells[k]] = distance[k] > 0 ? PRODUCT : BACKGROUND;
  }
  const soft = edge.fluff && mixFluff(photo, edge.fluff);
  for (const i of soft?.cells ?? []) kinds[i] = FLUFFY;
  const layers = sampleLayers(data, kinds, band, chance, Math.ceil(seam * 4));
  onRow?.(0.4);
  const colours = mixEdge(data, kinds, band, distance, layers, seam);
  onRow?.(0.6);
  for (let k = 0; k < band.cells.length; k++) {
    if (kinds[band.cells[k]] !== UNKNOWN) continue;
    for (let c = 0; c < 4; c++) data[band.cells[k] * 4 + c] = colours[k * 4 + c];
  }
  if (soft) {
    for (let k = 0; k < soft.cells.length; k++) {
      for (let c = 0; c < 4; c++) data[soft.cells[k] * 4 + c] = soft.colours[k * 4 + c];
    }
  }
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  for (let i = 0; i < kinds.length; i++) if (kinds[i] === BACKGROUND) pixels[i] = 0;
  onRow?.(1);
  photo.hasAlpha = true;
}
