import { periodicNoise, smoothstep } from '../../../services/model-serving/src/imaging/math/noise.ts';
import { createRandom } from '../../../services/model-serving/src/imaging/math/random.ts';
import type { ProductModel } from './product.ts';
import { KEY } from './studio.ts';
import { clearance, lightVisibility } from './trace.ts';

/** What is behind and below the product. */
export interface Ground {
  /** Colour seen along a ray, linear; written to `out`. */
  see(o: readonly number[], d: readonly number[], out: number[]): void;
}

/** Texels of the map of light on the table, per side, of a photo that is `width` pixels wide. */
const mapSide = (width: number) => Math.max(72, Math.min(176, Math.round(width / 5)));

/** Builds the table with the product's shadow on it, and the wall; `seed` arranges the wall's lights and the grain. */
export function buildGround(model: ProductModel, width: number, seed: number): Ground {
  const { backdrop, height, halfWidth, halfDepth } = model;
  const reach = Math.max(halfWidth, halfDepth) * 1.3 + height * 0.9;
  const side = mapSide(width);
  const light = mapLight(model, reach, side);
  const random = createRandom(seed + 11);
  const depth = height * 2.6;
  const spots = Array.from({ length: 7 }, () => ({
    x: (random() - 0.5) * height * 5,
    y: random() * height * 2.4,
    r: height * (0.18 + 0.22 * random()),
    gain: 0.1 + 0.25 * random(),
  }));

  return {
    see(o, d, out) {
      const t = d[1] < -1e-4 ? -o[1] / d[1] : Number.POSITIVE_INFINITY;
      const z = o[2] + d[2] * t;
      // The far edge of the table is out of focus.
      const onTable = t < Number.POSITIVE_INFINITY ? smoothstep(-depth * 1.25, -depth * 0.8, z) : 0;
      const x = o[0] + d[0] * t;
      let shade = 0;
      if (onTable > 0) {
        const grain =
          periodicNoise(x * 0.8 + 9, z * 0.35, 256, 256, seed) * 0.5 +
          periodicNoise(x * 3.1, z * 1.2 + 7, 256, 256, seed + 3) * 0.3 +
          periodicNoise(x * 11, z * 3.4, 256, 256, seed + 5) * 0.2;
        shade =
          lookUp(light, side, x, z, reach) *
          (1 + backdrop.texture * grain) *
          (1 - 0.12 * smoothstep(0, depth, -z));
      }
      const s = d[2] < -1e-4 ? (-depth * 1.1 - o[2]) / d[2] : 0;
      const wx = o[0] + d[0] * s;
      const wy = o[1] + d[1] * s;
      let wall = 0.55 + 0.4 * smoothstep(-height, height * 2.5, wy - wx * 0.35);
      for (const spot of spots) {
        wall += spot.gain * smoothstep(spot.r, spot.r * 0.75, Math.hypot(wx - spot.x, wy - spot.y));
      }
      for (let c = 0; c < 3; c++) {
        out[c] = backdrop.wall[c] * wall * (1 - onTable) + backdrop.table[c] * shade * onTable;
      }
    },
  };
}

/** Share of the full light that reaches each place of the table. */
function mapLight(model: ProductModel, reach: number, side: number): Float32Array {
  const map = new Float32Array(side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const x = ((column + 0.5) / side - 0.5) * 2 * reach;
      const z = ((row + 0.5) / side - 0.5) * 2 * reach;
      const key = lightVisibility(model, x, 0, z, KEY, 0.3);
      map[row * side + column] = 0.52 * key + 0.5 * openness(model, x, z);
    }
  }
  return map;
}

/** Ambient light on the table: less where the product is near. */
function openness(model: ProductModel, x: number, z: number): number {
  let blocked = 0;
  for (let i = 1; i <= 6; i++) {
    const h = model.height * 0.02 * i * i * 0.6;
    // The table itself never comes nearer than h.
    blocked += (h - Math.max(0, clearance(model, x, h, z))) / h / 6;
  }
  return Math.max(0.12, 1 - 1.25 * blocked);
}

function lookUp(map: Float32Array, side: number, x: number, z: number, reach: number): number {
  const u = (x / (2 * reach) + 0.5) * side - 0.5;
  const v = (z / (2 * reach) + 0.5) * side - 0.5;
  if (u < 0 || v < 0 || u >= side - 1 || v >= side - 1) return 1.02;
  const i = Math.floor(v) * side + Math.floor(u);
  const fx = u - Math.floor(u);
  const fy = v - Math.floor(v);
  const top = map[i] + (map[i + 1] - map[i]) * fx;
  const bottom = map[i + side] + (map[i + side + 1] - map[i + side]) * fx;
  return top + (bottom - top) * fy;
}
