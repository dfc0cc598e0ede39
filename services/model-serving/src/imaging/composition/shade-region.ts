import { LINEAR_TO_SRGB255 } from '../color/srgb.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedFloats } from '../parallel/shared-array.ts';
import type { CanvasPixels, Region } from './region.ts';
import type { ShadowMaps } from './shadow-map.ts';

type Pause = (fraction: number) => Promise<void>;

/** How strongly the two shadows show, 0..1. */
export interface ShadowOpacities {
  cast: number;
  ambient: number;
  /** What each channel keeps of a shadow, about 1: a shadow takes on the picture's colour. */
  tint: readonly [number, number, number];
}

/** Darkens the region's picture by the text's shadows; returns the factor of each pixel. */
export async function shadeRegion(
  region: Region,
  shadows: ShadowMaps,
  opacities: ShadowOpacities,
  options: { behind: boolean; pause: Pause },
): Promise<Float32Array> {
  const { width, height } = region.box;
  const shade = sharedFloats(width * height);
  await runBands({
    kernel: SHADE,
    context: { region, shadows, opacities, behind: options.behind, shade },
    ...{ writes: [shade, region.picture.data], rows: height, rowPixels: width, pause: options.pause },
  });
  return shade;
}

/** Writes what the region has become to the canvas, over what it was cut from. */
export async function writeRegion(
  canvas: CanvasPixels,
  region: Region,
  options: { shade: Float32Array; pause: Pause },
): Promise<void> {
  const { shade, pause } = options;
  await runBands({
    ...{ kernel: WRITE, context: { canvas, region, shade }, writes: [canvas.data] },
    ...{ rows: region.box.height, rowPixels: region.box.width, pause },
  });
}

const SHADE = bandKernel(import.meta.url, createShadedRows);
const WRITE = bandKernel(import.meta.url, createWrittenRows);

export function createShadedRows(context: {
  region: Region;
  shadows: ShadowMaps;
  opacities: ShadowOpacities;
  behind: boolean;
  shade: Float32Array;
}) {
  const { region, opacities, behind, shade } = context;
  const { box, product, picture } = region;
  const { cast, ambient } = context.shadows;
  return (from: number, to: number): void => {
    for (let i = from * box.width; i < to * box.width; i++) {
      const open = behind ? 1 - product.data[i] : 1;
      const lost = 1 - (1 - opacities.cast * cast.data[i]) * (1 - opacities.ambient * ambient.data[i]);
      shade[i] = 1 - lost * open;
      for (let c = 0; c < 3; c++) picture.data[i * 3 + c] *= 1 - lost * open * opacities.tint[c];
    }
  };
}

/** Below these a pixel counts as untouched: less than half an 8-bit step. */
const UNTOUCHED = 1 / 600;

export function createWrittenRows(context: { canvas: CanvasPixels; region: Region; shade: Float32Array }) {
  const { canvas, region, shade } = context;
  const { box, picture, text, alpha } = region;
  const { data } = canvas;
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < box.width; x++) {
        const i = y * box.width + x;
        const a = alpha.data[i];
        if (a <= 0 && 1 - shade[i] <= UNTOUCHED) continue;
        const t = ((box.y + y) * canvas.width + box.x + x) * 4;
        const under = (data[t + 3] / 255) * (1 - a);
        const total = a + under;
        if (total <= 0) continue;
        for (let c = 0; c < 3; c++) {
          const value = (text.data[i * 3 + c] * a + picture.data[i * 3 + c] * under) / total;
          data[t + c] = LINEAR_TO_SRGB255[Math.round(Math.min(1, value) * 16384)] + 0.5;
        }
        data[t + 3] = total * 255 + 0.5;
      }
    }
  };
}
