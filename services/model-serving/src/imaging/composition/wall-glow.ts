import { LINEAR_TO_SRGB255, SRGB8_TO_LINEAR } from '../color/srgb.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { toSharedBytes } from '../parallel/shared-array.ts';
import { gaussianBlur } from '../raster/gaussian-blur.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import type { Rect } from '../text/layout/text-area.ts';
import type { CanvasPixels } from './region.ts';

/** Blurs of the light that tubes throw on what is behind them, in widths of a tube, and how strong each is. */
const LOBES = [
  { tubes: 3, strength: 0.42 },
  { tubes: 8, strength: 0.34 },
  { tubes: 20, strength: 0.18 },
  { tubes: 45, strength: 0.1 },
] as const;
/** Light of a place that is as bright as the tubes around it. */
const POWER = 20;
/** Only the core of a tube looks white, being over-exposed; its light is coloured. */
const PURITY = 2.4;
/** What the picture throws back: a little everywhere, since what is dark is mostly unlit, and more of what is bright. */
const DARK_ALBEDO = 0.06;
const ALBEDO_SHARE = 0.75;
/** Longer side of the map of the light, pixels: light is smooth. */
const MAP_SIDE = 256;

/**
 * Lights a picture by letters that shine, such as neon tubes of `tube` pixels. The product, 8-bit grey in `mask`, keeps
 * its pixels. Changes `canvas`.
 */
export async function castGlow(input: {
  canvas: CanvasPixels;
  /** The tubes without glow, straight RGBA. */
  letters: CanvasPixels;
  place: Rect;
  tube: number;
  mask: Uint8Array | undefined;
}): Promise<void> {
  const { canvas, mask, tube } = input;
  const scale = Math.min(1, MAP_SIDE / Math.max(canvas.width, canvas.height));
  const emission = emissionMap(input, scale);
  const light = createRaster(emission.width, emission.height, 3);
  for (const { tubes, strength } of LOBES) {
    const { data } = await gaussianBlur(emission, Math.max(0.5, tubes * tube * scale));
    // A wide lobe is spread thin; what counts is how it looks beside the narrow one.
    const gain = strength * POWER * Math.sqrt(tubes / LOBES[0].tubes);
    for (let i = 0; i < data.length; i++) light.data[i] += data[i] * gain;
  }
  for (let i = 0; i < light.data.length; i += 3) purify(light.data, i);
  await runBands({
    ...{ kernel: GLOW, context: { canvas, light, mask: mask && toSharedBytes(mask) } },
    ...{ writes: [canvas.data], rows: canvas.height, rowPixels: 2 * canvas.width },
  });
}

/** The mean light of the letters in each of the map's pixels. */
function emissionMap(
  { canvas, letters, place }: { canvas: CanvasPixels; letters: CanvasPixels; place: Rect },
  scale: number,
): Raster {
  const map = createRaster(
    Math.max(1, Math.ceil(canvas.width * scale)),
    Math.max(1, Math.ceil(canvas.height * scale)),
    3,
  );
  for (let y = 0; y < letters.height; y++) {
    const row = Math.floor((place.y + y) * scale);
    if (row < 0 || row >= map.height) continue;
    for (let x = 0; x < letters.width; x++) {
      const i = (y * letters.width + x) * 4;
      const column = Math.floor((place.x + x) * scale);
      if (letters.data[i + 3] === 0 || column < 0 || column >= map.width) continue;
      const share = (letters.data[i + 3] / 255) * scale * scale;
      const at = (row * map.width + column) * 3;
      for (let c = 0; c < 3; c++) map.data[at + c] += SRGB8_TO_LINEAR[letters.data[i + c]] * share;
    }
  }
  return map;
}

function purify(data: Float32Array, at: number): void {
  const strongest = Math.max(data[at], data[at + 1], data[at + 2]);
  if (strongest <= 0) return;
  for (let c = at; c < at + 3; c++) data[c] = strongest * (data[c] / strongest) ** PURITY;
}

const GLOW = bandKernel(import.meta.url, createGlowRows);

export function createGlowRows(context: {
  canvas: CanvasPixels;
  light: Raster;
  mask: Uint8Array | undefined;
}) {
  const { canvas, light, mask } = context;
  const { width, height, data } = canvas;
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const v = Math.min(light.height - 1, Math.max(0, ((y + 0.5) * light.height) / height - 0.5));
      const row = Math.floor(v);
      const below = Math.min(light.height - 1, row + 1);
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const open = mask ? 1 - mask[i] / 255 : 1;
        if (open === 0) continue;
        const u = Math.min(light.width - 1, Math.max(0, ((x + 0.5) * light.width) / width - 0.5));
        const column = Math.floor(u);
        const right = Math.min(light.width - 1, column + 1);
        for (let c = 0; c < 3; c++) {
          const at = (line: number, place: number): number =>
            light.data[(line * light.width + place) * 3 + c];
          const upper = at(row, column) + (at(row, right) - at(row, column)) * (u - column);
          const under = at(below, column) + (at(below, right) - at(below, column)) * (u - column);
          const falls = (upper + (under - upper) * (v - row)) * open;
          if (falls < 1e-4) continue;
          const there = SRGB8_TO_LINEAR[data[i * 4 + c]];
          // Never beyond white: what is bright already gains less.
          const value = there + falls * (DARK_ALBEDO + ALBEDO_SHARE * there) * (1 - there);
          data[i * 4 + c] = LINEAR_TO_SRGB255[Math.round(Math.min(1, value) * 16384)] + 0.5;
        }
      }
    }
  };
}
