import { gaussianBlur } from '../../raster/gaussian-blur.ts';
import { createRaster } from '../../raster/raster.ts';
import type { Layer } from './render-text.ts';

/** Room that the glow needs around the tubes, em. */
export const GLOW_EM = 0.34;
/**
 * Blur of the near and the farther glows as parts of that room (three box passes reach 3.2 sigma), and their
 * strengths.
 */
const LOBES = [
  { sigma: 0.07, strength: 0.85 },
  { sigma: 0.17, strength: 1.15 },
  { sigma: 0.31, strength: 1.75 },
] as const;

/** How much purer the glow is than the picture of the tube. */
const PURITY = 2.9;

/**
 * Adds the light that a neon tube spreads in the air: blurred copies of the layer below it, as transparent as
 * they are dark. The layer grows by `reachPx` on each side.
 */
export async function addNeonGlow(layer: Layer, reachPx: number): Promise<Layer> {
  const reach = Math.ceil(reachPx);
  const raster = createRaster(layer.raster.width + 2 * reach, layer.raster.height + 2 * reach, 4);
  for (let y = 0; y < layer.raster.height; y++) {
    const row = layer.raster.data.subarray(y * layer.raster.width * 4, (y + 1) * layer.raster.width * 4);
    raster.data.set(row, ((y + reach) * raster.width + reach) * 4);
  }
  const lobes: { strength: number; data: Float32Array }[] = [];
  for (const { sigma, strength } of LOBES)
    lobes.push({ strength, data: (await gaussianBlur(raster, sigma * reachPx)).data });
  const { data } = raster;
  const glow = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    const clear = 1 - data[i + 3];
    if (clear <= 0) continue;
    for (let c = 0; c < 3; c++) {
      glow[c] = 0;
      for (const lobe of lobes) glow[c] += lobe.strength * lobe.data[i + c];
    }
    const strongest = Math.max(glow[0], glow[1], glow[2]);
    if (strongest <= 0) continue;
    // Only the tube's core looks white, being over-exposed; the light that it spreads is coloured.
    const shown = Math.min(1, strongest) * clear;
    for (let c = 0; c < 3; c++) data[i + c] += shown * (glow[c] / strongest) ** PURITY;
    data[i + 3] += shown;
  }
  return { x: layer.x - reach, y: layer.y - reach, raster };
}
