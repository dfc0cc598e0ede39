import { linearToSrgb, srgbToLinear } from '../color/srgb.ts';
import { hash2 } from '../math/noise.ts';
import type { Region } from './region.ts';

/** Amplitude of the grain that step 1 gives its pictures, of the full range of sRGB values. */
const SCENE_GRAIN = 0.012;

/**
 * Gives letters the film grain of a picture that step 1 rendered, so that they are of one exposure; `more` times as
 * much where they are to join the scene further. Changes `region.text`.
 */
export function grainText({ text, alpha, box }: Region, seed: number, more: number): void {
  const amplitude = 2 * SCENE_GRAIN * more;
  for (let i = 0; i < alpha.data.length; i++) {
    if (alpha.data[i] === 0) continue;
    const x = box.x + (i % box.width);
    const y = box.y + Math.floor(i / box.width);
    const noise = (hash2(x, y, seed) + hash2(x, y, seed + 1) - 1) * amplitude;
    for (let c = 0; c < 3; c++) {
      const value = linearToSrgb(text.data[i * 3 + c]) + noise;
      text.data[i * 3 + c] = srgbToLinear(Math.min(1, Math.max(0, value)));
    }
  }
}
