import sharp from 'sharp';
import type { Picture8 } from '../io/decode-image.ts';
import { smoothstep } from '../math/noise.ts';
import type { Raster } from '../raster/raster.ts';
import { resizeBilinear } from '../raster/resample.ts';
import { cleanMask } from './clean-mask.ts';
import { doubtLookalikes } from './doubt-lookalikes.ts';
import { doubtShadow } from './doubt-shadow.ts';
import { bandDistance, collectBand, type EdgeBand } from './edge-band.ts';
import { type Fluff, findFluff } from './find-fluff.ts';
import { guidedFilter } from './guided-filter.ts';
import { mapKinds } from './map-kinds.ts';
import { MODEL_SIDE } from './model-tensor.ts';
import { rejectBackground } from './reject-background.ts';
import { smoothOutline } from './smooth-outline.ts';
import { snapEdge } from './snap-edge.ts';
import { trustStrangers } from './trust-strangers.ts';

/** Longer side of the grid on which the parts, holes and first edge are worked out. */
export const GRID_SIDE = 384;
/** Longer side of the level between the grid and a photo that is much larger. */
const MIDDLE_SIDE = 512;
/** Window of the guided filter on the grid: about four texels of the 320-pixel mask. */
const RADIUS = 5;
const EPSILON = 1e-4;
/** How far from a level's edge the next level looks for it, pixels of the former. */
const GRID_REACH = 6;
const MIDDLE_REACH = 2.2;
const GRID_SWEEPS = 60;
const MIDDLE_SWEEPS = 24;
/** Passes that even each level's outline out. */
const SMOOTHING = 7;

type Planes = [Float32Array, Float32Array, Float32Array];

/** Where the product is, 0..1 on a grid. */
export interface CoarseMask {
  width: number;
  height: number;
  alpha: Float32Array;
}

/** The band of the photo's own pixels in which the edge is, and the chance of each to be the product. */
export interface PhotoEdge {
  kinds: Uint8Array;
  band: EdgeBand;
  chance: Float32Array;
  distance: Float32Array;
  /** Absent where the outline is nowhere soft. */
  fluff?: Fluff;
}

/** Fits the model's saliency (320×320, 0..1) to the photo's colours on the grid; parts and holes are decided. */
export async function maskOnGrid(photo: Picture8, saliency: Float32Array): Promise<CoarseMask> {
  const { width, height, data } = await shrink(photo, GRID_SIDE);
  const size = width * height;
  const picture: Planes = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
  for (let i = 0, at = 0; i < size; i++, at += 4) {
    picture[0][i] = data[at] / 255;
    picture[1][i] = data[at + 1] / 255;
    picture[2][i] = data[at + 2] / 255;
  }
  const square: Raster = { width: MODEL_SIDE, height: MODEL_SIDE, channels: 1, data: saliency };
  const coarse = resizeBilinear(square, width, height).data;
  const raw = guidedFilter(picture, coarse, width, height, RADIUS, EPSILON);
  for (let i = 0; i < raw.length; i++) raw[i] = smoothstep(0.12, 0.88, raw[i]);
  const plausible = rejectBackground(raw, coarse, picture, width, height);
  return { width, height, alpha: cleanMask(plausible, coarse, picture, width, height) };
}

/** Moves the grid's edge to where the photo has it, by way of a middle level for a large photo. */
export async function findEdge(
  photo: Picture8,
  mask: CoarseMask,
  pause?: () => Promise<void>,
): Promise<PhotoEdge> {
  const isSmall = Math.max(photo.width, photo.height) <= MIDDLE_SIDE * 1.3;
  const middle = isSmall ? photo : await shrink(photo, MIDDLE_SIDE);
  const level = snapLevel(middle, mask, GRID_REACH, GRID_SWEEPS);
  await pause?.();
  const alpha = Float32Array.from(level.kinds);
  for (let k = 0; k < level.band.cells.length; k++) alpha[level.band.cells[k]] = level.chance[k];
  const fluff = findFluff(middle, alpha);
  if (isSmall) return { ...level, fluff };
  await pause?.();
  const snapped = { width: middle.width, height: middle.height, alpha };
  return { ...snapLevel(photo, snapped, MIDDLE_REACH, MIDDLE_SWEEPS), fluff };
}

function snapLevel(photo: Picture8, mask: CoarseMask, reach: number, sweeps: number): PhotoEdge {
  const kinds = mapKinds(mask, photo.width, photo.height, reach);
  const band = collectBand(kinds, photo.width, photo.height);
  const prior = readAt(mask, band, photo);
  const isFirst = reach > MIDDLE_REACH;
  // Once is enough: the next level's prior knows.
  const doubt = isFirst ? findDoubt(photo, kinds, band, prior) : new Float32Array(prior.length);
  const snapped = snapEdge(photo.data, band, prior, doubt, sweeps);
  const chance = smoothOutline(band, snapped, SMOOTHING);
  return { kinds, band, chance, distance: bandDistance(band, chance, 1e3) };
}

/** What colours say about each of the band's pixels, from -1 (product) to 1 (background). */
function findDoubt({ data }: Picture8, kinds: Uint8Array, band: EdgeBand, prior: Float32Array): Float32Array {
  const doubt = doubtLookalikes(data, kinds, band, prior);
  const shadow = doubtShadow(data, kinds, band, prior);
  const trust = trustStrangers(data, kinds, band);
  for (let k = 0; k < doubt.length; k++) doubt[k] = Math.max(shadow[k], doubt[k]) - trust[k];
  return doubt;
}

/** The mask's value at each of the band's pixels, bilinear. */
function readAt(mask: CoarseMask, { cells, width }: EdgeBand, photo: Picture8): Float32Array {
  const out = new Float32Array(cells.length);
  const stepX = mask.width / photo.width;
  const stepY = mask.height / photo.height;
  for (let k = 0; k < cells.length; k++) {
    const x = cells[k] % width;
    const y = (cells[k] - x) / width;
    const u = Math.max(0, Math.min(mask.width - 1.001, (x + 0.5) * stepX - 0.5));
    const v = Math.max(0, Math.min(mask.height - 1.001, (y + 0.5) * stepY - 0.5));
    const i = Math.floor(v) * mask.width + Math.floor(u);
    const fx = u - Math.floor(u);
    const fy = v - Math.floor(v);
    const top = mask.alpha[i] + (mask.alpha[i + 1] - mask.alpha[i]) * fx;
    const low = i + mask.width;
    const bottom = mask.alpha[low] + (mask.alpha[low + 1] - mask.alpha[low]) * fx;
    out[k] = top + (bottom - top) * fy;
  }
  return out;
}

/** The photo with its longer side at most `side`, RGBA. */
async function shrink(photo: Picture8, side: number): Promise<Picture8> {
  const scale = Math.min(1, side / Math.max(photo.width, photo.height));
  const width = Math.max(8, Math.round(photo.width * scale));
  const height = Math.max(8, Math.round(photo.height * scale));
  const data = await sharp(photo.data, { raw: { width: photo.width, height: photo.height, channels: 4 } })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer();
  return { width, height, data, hasAlpha: false };
}
