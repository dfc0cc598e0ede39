import { luminance } from '../color/srgb.ts';
import { lerp, smoothstep } from '../math/noise.ts';
import type { Raster } from '../raster/raster.ts';
import { isAround } from './contrast.ts';
import type { Region } from './region.ts';
import type { ShadowOpacities } from './shade-region.ts';

/** Opacities of the two shadows: at strength 0 and what strength 1 adds. */
const CAST = [0.12, 0.75] as const;
const AMBIENT = [0.04, 0.2] as const;
/** What is left of them on a white ground: the same part of its light would look like dirt. */
const CAST_ON_WHITE = 0.62;
const AMBIENT_ON_WHITE = 0.4;
/** How much more of the ground's complementary colours a shadow takes than of its own. */
const TINT = 0.6;

/** How strongly a text's shadows show on the ground around it, `ambient` its blurred alpha, `strength` 0..1. */
export function shadowOpacities(region: Region, ambient: Raster, strength: number): ShadowOpacities {
  const { picture, alpha } = region;
  const sum = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < alpha.data.length; i++) {
    if (!isAround(alpha.data[i], ambient.data[i])) continue;
    for (let c = 0; c < 3; c++) sum[c] += picture.data[i * 3 + c];
    count++;
  }
  const mean = sum.map((value) => value / Math.max(1, count));
  const strongest = Math.max(1e-4, ...mean);
  const whiteness = smoothstep(0.15, 0.6, luminance(mean[0], mean[1], mean[2]));
  const tint = (c: number): number => 1 + TINT * (1 - mean[c] / strongest) * whiteness;
  return {
    cast: (CAST[0] + CAST[1] * strength) * lerp(1, CAST_ON_WHITE, whiteness),
    ambient: (AMBIENT[0] + AMBIENT[1] * strength) * lerp(1, AMBIENT_ON_WHITE, whiteness),
    tint: [Math.min(1.5, tint(0)), Math.min(1.5, tint(1)), Math.min(1.5, tint(2))],
  };
}
