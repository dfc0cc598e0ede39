import { linearToSrgb, srgbToLinear } from '../color/srgb.ts';
import { hash2 } from '../math/noise.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import type { Region } from './region.ts';

/** Amplitude of the grain that step 1 gives its pictures, of the full range of sRGB values. */
const SCENE_GRAIN = 0.012;

/**
 * Gives letters the film grain of a picture that step 1 rendered, so that they are of one exposure; `more` times as
 * much where they are to join the scene further. Changes `region.text`.
 */
export async function grainText(region: Region, seed: number, more: number): Promise<void> {
  const { width, height } = region.box;
  await runBands({
    kernel: GRAIN,
    context: { region, seed, amplitude: 2 * SCENE_GRAIN * more },
    ...{ writes: [region.text.data], rows: height, rowPixels: 2 * width },
  });
}

const GRAIN = bandKernel(import.meta.url, createGrainedRows);

export function createGrainedRows(context: { region: Region; seed: number; amplitude: number }) {
  const { seed, amplitude } = context;
  const { text, alpha, box } = context.region;
  return (from: number, to: number): void => {
    for (let i = from * box.width; i < to * box.width; i++) {
      if (alpha.data[i] === 0) continue;
      const x = box.x + (i % box.width);
      const y = box.y + Math.floor(i / box.width);
      const noise = (hash2(x, y, seed) + hash2(x, y, seed + 1) - 1) * amplitude;
      for (let c = 0; c < 3; c++) {
        const value = linearToSrgb(text.data[i * 3 + c]) + noise;
        text.data[i * 3 + c] = srgbToLinear(Math.min(1, Math.max(0, value)));
      }
    }
  };
}
