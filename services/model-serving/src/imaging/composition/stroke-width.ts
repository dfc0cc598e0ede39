import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedFloats } from '../parallel/shared-array.ts';
import type { CanvasPixels } from './region.ts';

/**
 * Width of the letters' strokes in pixels: twice the area over the outline's length. Shadows and glows are
 * measured by it, so they fit any layer, whoever made it.
 */
export async function strokeWidth(layer: CanvasPixels): Promise<number> {
  // Of each row, and of the edge above the first.
  const sums = sharedFloats((layer.height + 1) * 2);
  await runBands({
    kernel: STROKES,
    context: { layer, sums },
    writes: [sums],
    rows: layer.height + 1,
    rowPixels: layer.width,
  });
  let area = 0;
  let outline = 0;
  for (let row = 0; row <= layer.height; row++) {
    area += sums[row * 2];
    outline += sums[row * 2 + 1];
  }
  return outline > 0 ? Math.max(1, (2 * area) / outline) : 1;
}

const STROKES = bandKernel(import.meta.url, createStrokeRows);

export function createStrokeRows({ layer, sums }: { layer: CanvasPixels; sums: Float32Array }) {
  const { width, height, data } = layer;
  const alphaAt = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : data[(y * width + x) * 4 + 3];
  return (from: number, to: number): void => {
    for (let row = from; row < to; row++) {
      let area = 0;
      let outline = 0;
      const y = row - 1;
      for (let x = -1; x < width; x++) {
        const alpha = alphaAt(x, y);
        area += alpha;
        const across = alphaAt(x + 1, y) - alpha;
        const down = alphaAt(x, y + 1) - alpha;
        if (across !== 0 || down !== 0) outline += Math.sqrt(across * across + down * down);
      }
      sums[row * 2] = area;
      sums[row * 2 + 1] = outline;
    }
  };
}
