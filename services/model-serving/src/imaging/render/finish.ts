import { LINEAR_TO_SRGB255, luminance, SRGB8_TO_LINEAR, srgbToLinear } from '../color/srgb.ts';
import { toneMap, toneMapInverse } from '../color/tone-map.ts';
import { clamp01, hash2 } from '../math/noise.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedBytes } from '../parallel/shared-array.ts';
import type { PlacedProduct } from '../product/place-product.ts';
import { createRelight, type Relight, type RelightPlan } from '../product/relight.ts';
import { gaussianBlur } from '../raster/gaussian-blur.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import { createBloom } from './bloom.ts';

export interface FinishOptions {
  exposure: number;
  /** Darkening of the corners, 0..1. */
  vignette: number;
  /** Amplitude of the film grain, 0..1 of the full range. */
  grain: number;
  saturation: number;
  contrast: number;
  bloom: number;
  /** The product and its light; drawn over the background after the tone curve, without grain or bloom. */
  product?: { placed: PlacedProduct; edge: Raster; relight: RelightPlan; wrap: number };
  /** Called between rows with the part done, 0..1. */
  pause?(fraction: number): Promise<void>;
}

/**
 * Exposes, tone maps and encodes the background, and sets the product in. Returns 8-bit sRGB of the canvas, RGB.
 */
export async function finishPicture(picture: Raster, options: FinishOptions): Promise<Uint8Array> {
  const { width, height } = picture;
  const { pause, ...look } = options;
  const out = sharedBytes(width * height * 3);
  const bloomLight = await createBloom(picture, options.exposure);
  await runBands({
    kernel: FINISH,
    context: { ...look, picture, bloomLight, out },
    writes: [out],
    rows: height,
    rowPixels: 3 * width,
    pause,
  });
  return out;
}

const FINISH = bandKernel(import.meta.url, createFinishedRows);

interface FinishContext extends Omit<FinishOptions, 'pause'> {
  picture: Raster;
  bloomLight: Raster;
  /** 8-bit sRGB, RGB. */
  out: Uint8Array;
}

export function createFinishedRows(context: FinishContext) {
  const { picture, bloomLight, product, out } = context;
  const { width } = picture;
  const background = new Float32Array(3);
  const own = new Float32Array(4);
  const relight = product && createRelight(product.relight);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < width; x++) {
        shadeBackground(picture, bloomLight, context, x, y, background);
        const at = (y * width + x) * 3;
        const alpha = product && relight ? shadeProduct(product, relight, x, y, background, own) : 0;
        for (let c = 0; c < 3; c++) {
          const value =
            alpha === 0 ? background[c] : alpha >= 1 ? own[c] : mixLight(background[c], own[c], alpha);
          out[at + c] = value + 0.5;
        }
      }
    }
  };
}

/** A product pixel's photo value 0..1 (sRGB) under a gain, sRGB 0..255. The declared re-light, and nothing else. */
export function relightValue(value: number, gain: number): number {
  if (gain === 1) return value * 255;
  return encode(toneMap(toneMapInverse(srgbToLinear(value)) * gain));
}

const MIDDLE_GREY = 0.5;

function shadeBackground(
  picture: Raster,
  bloom: Raster,
  options: Pick<FinishOptions, 'exposure' | 'vignette' | 'grain' | 'saturation' | 'contrast' | 'bloom'>,
  x: number,
  y: number,
  out: Float32Array,
): void {
  const { width, height, data } = picture;
  const dx = (x + 0.5) / width - 0.5;
  const dy = (y + 0.5) / height - 0.5;
  const fall = 1 / (1 + options.vignette * 1.1 * (dx * dx + dy * dy)) ** 2;
  const scale = options.exposure * fall;
  const at = (y * width + x) * 3;
  const u = ((x + 0.5) * bloom.width) / width - 0.5;
  const v = ((y + 0.5) * bloom.height) / height - 0.5;
  const column = u < 0 ? 0 : u > bloom.width - 2 ? Math.max(0, bloom.width - 2) : u | 0;
  const row = v < 0 ? 0 : v > bloom.height - 2 ? Math.max(0, bloom.height - 2) : v | 0;
  const fx = Math.max(0, Math.min(1, u - column));
  const fy = Math.max(0, Math.min(1, v - row));
  const right = column + 1 < bloom.width ? 3 : 0;
  const a = (row * bloom.width + column) * 3;
  const b = a + (row + 1 < bloom.height ? bloom.width * 3 : 0);
  for (let c = 0; c < 3; c++) {
    const upper = bloom.data[a + c] + (bloom.data[a + right + c] - bloom.data[a + c]) * fx;
    const under = bloom.data[b + c] + (bloom.data[b + right + c] - bloom.data[b + c]) * fx;
    out[c] = toneMap((data[at + c] + options.bloom * (upper + (under - upper) * fy)) * scale);
  }
  const grey = luminance(out[0], out[1], out[2]);
  const grain = options.grain * 255 * (1 - 0.5 * grey) * (0.4 + 0.6 * Math.min(1, grey * 4));
  // One step at least, or gradients would show bands in 8 bits.
  const noise = (hash2(x, y, 3) + hash2(x, y, 4) - 1) * Math.max(1, grain);
  for (let c = 0; c < 3; c++) {
    const value = encode(grey + (out[c] - grey) * options.saturation) / 255;
    const curved = value + (options.contrast - 1) * (value - MIDDLE_GREY) * value * (1 - value) * 4;
    const grained = curved * 255 + noise;
    out[c] = grained < 0 ? 0 : grained > 255 ? 255 : grained;
  }
}

/** Writes the product's colour at (x, y) to `out` (sRGB 0..255) and returns its alpha. */
function shadeProduct(
  { placed, wrap, edge }: { placed: PlacedProduct; wrap: number; edge: Raster },
  relight: Relight,
  x: number,
  y: number,
  background: Float32Array,
  out: Float32Array,
): number {
  const px = x - placed.left;
  const py = y - placed.top;
  if (px < 0 || py < 0 || px >= placed.width || py >= placed.height) return 0;
  const i = py * placed.width + px;
  const alpha = placed.data[i * 4 + 3];
  if (alpha <= 0.002) return 0;
  relight.at(x + 0.5, y + 0.5, out);
  for (let c = 0; c < 3; c++) out[c] = relightValue(placed.data[i * 4 + c], out[c]);
  // Light from behind creeps round the edge; inside of the eroded mask nothing is added.
  const near = edge.data[i];
  if (near < EDGE_END && wrap > 0) {
    // None comes from the surface below, or the product would float on a bright line.
    const below = 1 - clamp01((py / placed.height - 0.7) / 0.22);
    const amount = wrap * below * (1 - near / EDGE_END);
    for (let c = 0; c < 3; c++) out[c] = mixLight(out[c], Math.max(out[c], background[c]), amount);
  }
  return alpha > 0.998 ? 1 : alpha;
}

/** Blurred alpha from which on a pixel is inside, away from the edge. */
export const EDGE_END = 0.985;

/** The product's alpha, blurred: tells how far a pixel is from the edge. */
export async function wrapMask(placed: PlacedProduct): Promise<Raster> {
  const alpha = createRaster(placed.width, placed.height, 1);
  for (let i = 0; i < alpha.data.length; i++) alpha.data[i] = placed.data[i * 4 + 3];
  return await gaussianBlur(alpha, Math.max(0.8, Math.sqrt(placed.width * placed.height) / 260));
}

/** Mixes two sRGB values 0..255 as light. */
function mixLight(from: number, to: number, share: number): number {
  const a =
    SRGB8_TO_LINEAR[from | 0] +
    (SRGB8_TO_LINEAR[Math.min(255, (from | 0) + 1)] - SRGB8_TO_LINEAR[from | 0]) * (from - (from | 0));
  const b =
    SRGB8_TO_LINEAR[to | 0] +
    (SRGB8_TO_LINEAR[Math.min(255, (to | 0) + 1)] - SRGB8_TO_LINEAR[to | 0]) * (to - (to | 0));
  return encode(a + (b - a) * share);
}

function encode(linear: number): number {
  return linear <= 0 ? 0 : linear >= 1 ? 255 : LINEAR_TO_SRGB255[(linear * 16384 + 0.5) | 0];
}
