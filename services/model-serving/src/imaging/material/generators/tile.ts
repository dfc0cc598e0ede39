import { hexToLinear } from '../../color/srgb.ts';
import { fbm, hash2, lerp, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

export interface TileStyle {
  color: string;
  grout: string;
  /** Tiles a side of the square, and its side. */
  count: number;
  sizeCm: number;
  /** 1 glazed: bowed, mirroring; 0 fired clay. */
  glaze: number;
  /** How much tiles differ, 0..1. */
  variety: number;
}

/** Square tiles in grout, each a little off in tone and tilt as hand-made ones are. */
export function tiles({ color, grout, count, sizeCm, glaze, variety }: TileStyle): MaterialRecipe {
  const base = hexToLinear(color);
  const joint = hexToLinear(grout);
  const tileCm = sizeCm / count;
  return {
    sizeCm,
    f0: 0.045,
    fields: {
      count: 2,
      shade(u, v, out) {
        out[0] = fbm(u * 6, v * 6, 6, 4, 3);
        out[1] = fbm(u * 16 + 2, v * 16, 16, 3, 9);
      },
    },
    shade(u, v, out, [cloud, patch]) {
      const column = Math.min(count - 1, Math.floor(u * count));
      const row = Math.min(count - 1, Math.floor(v * count));
      const x = (u * count - column - 0.5) * tileCm;
      const y = (v * count - row - 0.5) * tileCm;
      const a = hash2(column, row, 5);
      const b = hash2(column, row, 6);
      const wobble = (1 - glaze) * 0.05 * patch;
      const inside = tileCm / 2 - Math.max(Math.abs(x), Math.abs(y)) - 0.13 + wobble;
      const isTile = smoothstep(-0.01, 0.035, inside);
      const round = 1 - smoothstep(0, 0.28, inside);
      const grain = periodicNoise(u * 240, v * 240, 240, 240, 2);
      const tone =
        (1 + variety * (0.5 * (a - 0.5) + 0.26 * cloud + (1 - glaze) * (0.2 * patch + 0.1 * grain))) *
        (1 - 0.18 * round * round);
      const hue = variety * 0.16 * (b - 0.5);
      const dirt = 1 + 0.12 * grain + 0.3 * cloud;
      for (let c = 0; c < 3; c++) {
        const own = base[c] * tone * (1 + (c === 0 ? hue : c === 2 ? -hue : 0));
        out[c] = lerp(joint[c] * dirt, own, isTile);
      }
      const tilt = glaze * 0.012 * ((a - 0.5) * x + (b - 0.5) * y);
      out[3] =
        isTile * (0.12 - 0.09 * round * round + tilt + 0.006 * glaze * patch + (1 - glaze) * 0.008 * grain);
      out[4] = lerp(0.85, lerp(0.66 + 0.1 * patch, 0.09 + 0.05 * round, glaze), isTile);
    },
  };
}
