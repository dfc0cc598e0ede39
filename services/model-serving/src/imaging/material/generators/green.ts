import { hexToLinear } from '../../color/srgb.ts';
import { createCellHit, periodicCells } from '../../math/cells.ts';
import { clamp01, fbm, lerp, periodicNoise, smoothstep } from '../../math/noise.ts';
import type { MaterialRecipe } from '../material.ts';

const CUSHIONS = 64;

/** Cushions of moss: dark between, bright tips, brown here and there. */
export function moss(): MaterialRecipe {
  const deep = hexToLinear('#12190a');
  const middle = hexToLinear('#3d4a22');
  const fresh = hexToLinear('#7f8a55');
  const dry = hexToLinear('#6f6244');
  const hit = createCellHit();
  return {
    sizeCm: 50,
    f0: 0.025,
    sheen: 0.25,
    fields: {
      count: 4,
      shade(u, v, out) {
        out[0] = fbm(u * 3, v * 3, 3, 4, 3);
        out[1] = 0.55 * smoothstep(0.12, 0.5, fbm(u * 5 + 2, v * 5, 5, 3, 13));
        out[2] = 2.2 * fbm(u * 22, v * 22, 22, 3, 15, 0.65);
        out[3] = 2.2 * fbm(u * 22 + 5, v * 22, 22, 3, 16, 0.65);
      },
    },
    shade(u, v, out, [mound, brown, bendX, bendY]) {
      periodicCells(wrap(u * CUSHIONS + bendX), wrap(v * CUSHIONS + bendY), CUSHIONS, 0.95, 3, hit);
      const cushion = 1 - clamp01(hit.nearest / 0.75);
      const sprig = periodicNoise(u * 170 + 2 * bendX, v * 170 + 2 * bendY, 170, 170, 7);
      const fine = periodicNoise(u * 330, v * 330, 330, 330, 8);
      const tone = clamp01(
        0.26 + 0.3 * cushion + 0.3 * sprig + 0.24 * fine + 0.4 * mound + 0.16 * (hit.id - 0.5),
      );
      for (let c = 0; c < 3; c++) {
        const green =
          tone < 0.5 ? lerp(deep[c], middle[c], tone * 2) : lerp(middle[c], fresh[c], tone * 2 - 1);
        out[c] = lerp(green, dry[c] * (0.3 + tone), brown);
      }
      out[3] = 0.9 * mound + 0.1 * cushion + 0.055 * sprig + 0.03 * fine;
      out[4] = 0.8;
    },
  };
}

/** A mown lawn: blades that lie in three directions over one another. */
export function grass(): MaterialRecipe {
  const deep = hexToLinear('#0f1a08');
  const middle = hexToLinear('#44602a');
  const fresh = hexToLinear('#88a05c');
  const straw = hexToLinear('#a89b70');
  return {
    sizeCm: 46,
    f0: 0.03,
    sheen: 0.2,
    fields: {
      count: 3,
      shade(u, v, out) {
        out[0] = fbm(u * 3, v * 3, 3, 3, 3);
        out[1] = 0.7 * fbm(u * 12, v * 12, 12, 2, 5);
        out[2] = fbm(u * 20, v * 20, 20, 2, 9);
      },
    },
    shade(u, v, out, [broad, bend, clump]) {
      let top = -1;
      let which = 0;
      for (let k = 0; k < BLADES.length; k++) {
        const [du, dv, seed] = BLADES[k];
        const along = (du * u + dv * v) * 9 + bend;
        const across = (dv * u - du * v) * 46 + 2.2 * bend;
        const blade =
          periodicNoise(along, across, 9, 46, seed) +
          0.5 * periodicNoise(along * 2 + 7, 3 * clump + k, 18, 4096, 31);
        if (blade > top) {
          top = blade;
          which = k;
        }
      }
      const tone = clamp01(0.12 + 0.75 * top + 0.28 * broad + 0.2 * clump + 0.05 * which);
      const dry = 0.5 * smoothstep(0.55, 0.9, top + 0.5 * clump - 0.2 * which);
      for (let c = 0; c < 3; c++) {
        const green =
          tone < 0.5 ? lerp(deep[c], middle[c], tone * 2) : lerp(middle[c], fresh[c], tone * 2 - 1);
        out[c] = lerp(green, straw[c] * tone, dry);
      }
      out[3] = 0.45 * top + 0.4 * broad + 0.2 * clump;
      out[4] = 0.62;
    },
  };
}

/** Direction on the lattice (so that blades repeat with the square) and seed. */
const BLADES: Array<[number, number, number]> = [
  [1, 2, 3],
  [2, -1, 4],
  [3, 1, 5],
  [1, -1, 6],
];

function wrap(x: number): number {
  return x < 0 ? x + CUSHIONS : x >= CUSHIONS ? x - CUSHIONS : x;
}
