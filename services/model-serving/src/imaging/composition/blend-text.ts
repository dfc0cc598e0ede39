import { luminance } from '../color/srgb.ts';
import { lerp } from '../math/noise.ts';
import { gaussianBlur } from '../raster/gaussian-blur.ts';
import type { Region } from './region.ts';

/** How far the text's brightness follows the picture's at full strength, and its limits. */
const LIGHT_SHARE = 0.8;
const LIGHT_RANGE = [0.5, 1.6] as const;
/** How far its colour follows at full strength. */
const COLOR_SHARE = 0.75;
/** How much light of the picture wraps around the letters' edges at full strength. */
const WRAP = 0.7;

/**
 * Blend mode: the text takes on the picture's light (brighter where the picture behind it is brighter than
 * its mean), its colour, and light that wraps around the edges, all by `strength` 0..1. Changes `region.text`.
 */
export async function blendText(region: Region, stroke: number, strength: number): Promise<void> {
  const { text, picture, alpha } = region;
  const local = (await gaussianBlur(picture, Math.max(3, stroke * 2.5))).data;
  const inner = (await gaussianBlur(alpha, Math.max(1, stroke * 0.2))).data;
  let [r, g, b] = [0, 0, 0];
  for (let i = 0; i < local.length; i += 3) {
    r += local[i];
    g += local[i + 1];
    b += local[i + 2];
  }
  const count = local.length / 3;
  const mean = Math.max(0.004, luminance(r, g, b) / count);
  for (let i = 0; i < count; i++) {
    if (alpha.data[i] === 0) continue;
    const behind = luminance(local[i * 3], local[i * 3 + 1], local[i * 3 + 2]);
    const ratio = Math.min(LIGHT_RANGE[1], Math.max(LIGHT_RANGE[0], behind / mean));
    const light = lerp(1, ratio, LIGHT_SHARE * strength);
    const edge = Math.max(0, 1 - inner[i]) * WRAP * strength;
    for (let c = 0; c < 3; c++) {
      const tint = Math.min(1.6, local[i * 3 + c] / Math.max(0.004, behind));
      const lit = text.data[i * 3 + c] * light * lerp(1, tint, COLOR_SHARE * strength);
      text.data[i * 3 + c] = Math.min(1, Math.max(0, lerp(lit, local[i * 3 + c], edge)));
    }
  }
}
