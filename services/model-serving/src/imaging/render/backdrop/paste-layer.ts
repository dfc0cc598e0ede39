import type { Rgb } from '../../color/rgb.ts';
import { bandKernel } from '../../parallel/band-kernel.ts';
import { runBands } from '../../parallel/run-bands.ts';
import type { Raster } from '../../raster/raster.ts';
import type { PaintedLayer } from './painter.ts';

/** Puts a premultiplied layer, times `gain`, over the canvas' rows above `edgeY`, bilinear. */
export async function pasteLayer(
  target: Raster,
  { raster, margin, factor }: PaintedLayer,
  edgeY: number,
  gain: Rgb,
): Promise<void> {
  await runBands({
    kernel: PASTE,
    context: { target, layer: { raster, margin, factor }, gain },
    writes: [target.data],
    rows: Math.min(target.height, Math.ceil(edgeY)),
    rowPixels: target.width,
  });
}

const PASTE = bandKernel(import.meta.url, createPastedRows);

interface PasteContext {
  target: Raster;
  layer: Pick<PaintedLayer, 'raster' | 'margin' | 'factor'>;
  gain: Rgb;
}

export function createPastedRows({ target, layer, gain }: PasteContext) {
  const { raster, margin, factor } = layer;
  const { data } = raster;
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const v = Math.max(0, (y + 0.5) / factor - 0.5 + margin);
      const row = Math.min(raster.height - 2, v | 0);
      const fy = v - row;
      for (let x = 0; x < target.width; x++) {
        const u = (x + 0.5) / factor - 0.5 + margin;
        const column = Math.min(raster.width - 2, u | 0);
        const fx = u - column;
        const a = (row * raster.width + column) * 4;
        const b = a + raster.width * 4;
        const w00 = (1 - fx) * (1 - fy);
        const w10 = fx * (1 - fy);
        const w01 = (1 - fx) * fy;
        const w11 = fx * fy;
        const rest = 1 - (data[a + 3] * w00 + data[a + 7] * w10 + data[b + 3] * w01 + data[b + 7] * w11);
        const at = (y * target.width + x) * 3;
        for (let c = 0; c < 3; c++)
          target.data[at + c] =
            target.data[at + c] * rest +
            gain[c] * (data[a + c] * w00 + data[a + 4 + c] * w10 + data[b + c] * w01 + data[b + 4 + c] * w11);
      }
    }
  };
}
