import { hexToLinear } from '../../color/srgb.ts';
import { fbm, periodicNoise } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

/** Sheet metal; `groove` 0 polished, 1 brushed along x. */
export function metal(hex: string, groove: number, roughness: number): MaterialRecipe {
  const base = hexToLinear(hex);
  return {
    sizeCm: 48,
    f0: 0.9,
    metal: true,
    brushed: groove > 0 ? 0.16 * groove : undefined,
    fields: {
      count: 2,
      shade(u, v, out) {
        out[0] = fbm(u * 3, v * 3, 3, 3, 2);
        out[1] = fbm(u * 8 + 1, v * 8, 8, 3, 5);
      },
    },
    shade(u, v, out, [wave, smudge]) {
      const fine =
        0.6 * periodicNoise(u * 5, v * 330, 5, 330, 3) +
        0.4 * periodicNoise(u * 14, v * 520, 14, 520, 4) +
        0.3 * periodicNoise(u * 3, v * 110, 3, 110, 8);
      const shade = 1 + groove * 0.13 * fine + 0.02 * smudge;
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade;
      out[3] = 0.012 * wave + groove * 0.0006 * fine;
      out[4] = roughness + 0.04 * smudge + 0.05 * groove * fine;
    },
  };
}
