import { gaussianBlur } from '../../raster/blur.ts';
import { createRaster } from '../../raster/raster.ts';
import type { Layer } from './render-text.ts';

/** Room that the glow needs around the tubes, em. */
export const GLOW_EM = 0.3;
/**
 * Blur of the near and of the far glow as parts of that room (three box passes reach 3.2 sigma), and their
 * strengths.
 */
const LOBES = [
  { sigma: 0.09, strength: 0.8 },
  { sigma: 0.31, strength: 1.1 },
] as const;

/**
 * Adds the light that a neon tube spreads in the air: blurred copies of the layer below it, as transparent as
 * they are dark. The layer grows by `reachPx` on each side.
 */
export function addNeonGlow(layer: Layer, reachPx: number): Layer {
  const reach = Math.ceil(reachPx);
  const raster = createRaster(layer.raster.width + 2 * reach, layer.raster.height + 2 * reach, 4);
  for (let y = 0; y < layer.raster.height; y++) {
    const row = layer.raster.data.subarray(y * layer.raster.width * 4, (y + 1) * layer.raster.width * 4);
    raster.data.set(row, ((y + reach) * raster.width + reach) * 4);
  }
  const lobes = LOBES.map(({ sigma, strength }) => ({
    strength,
    data: gaussianBlur(raster, sigma * reachPx).data,
  }));
  const { data } = raster;
  for (let i = 0; i < data.length; i += 4) {
    const clear = 1 - data[i + 3];
    if (clear <= 0) continue;
    let strongest = 0;
    for (let c = 0; c < 3; c++) {
      const glow = lobes.reduce((sum, lobe) => sum + lobe.strength * lobe.data[i + c], 0);
      data[i + c] += Math.min(1, glow) * clear;
      strongest = Math.max(strongest, Math.min(1, glow));
    }
    data[i + 3] += strongest * clear;
  }
  return { x: layer.x - reach, y: layer.y - reach, raster };
}
