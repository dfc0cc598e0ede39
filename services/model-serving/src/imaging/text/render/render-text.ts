import { runBands } from '../../parallel/run-bands.ts';
import { sharedFloats } from '../../parallel/shared-array.ts';
import type { Raster } from '../../raster/raster.ts';
import { type Sampling, samplePattern } from './sample-pattern.ts';
import { TEXT_ROWS } from './text-rows.ts';
import type { TextScene } from './text-scene.ts';
import type { View } from './view.ts';

/** A part of the canvas: premultiplied display-linear RGBA, its upper left pixel at (x, y). */
export interface Layer {
  x: number;
  y: number;
  raster: Raster;
}

/** Renders letters, on all threads there are. `pause` is called between bands of rows with the part done, 0..1. */
export async function renderText(input: {
  scene: TextScene;
  view: View;
  /** How to sample each pixel; by default as the size asks for. */
  sampling?: Sampling;
  pause: (fraction: number) => Promise<void>;
}): Promise<Layer> {
  const { scene, view, pause } = input;
  const [x0, y0, x1, y1] = view.box;
  const width = x1 - x0;
  const height = y1 - y0;
  const pixels = sharedFloats(width * height * 4);
  await runBands({
    kernel: TEXT_ROWS,
    context: { scene, view, pixels, sampling: input.sampling ?? samplePattern(width * height) },
    writes: [pixels],
    rows: height,
    // Each pixel costs some rays.
    rowPixels: width * 4,
    pause,
  });
  return { x: x0, y: y0, raster: { width, height, channels: 4, data: pixels } };
}
