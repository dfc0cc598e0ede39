import { periodicNoise } from '../../../../services/model-serving/src/imaging/math/noise.ts';
import type { Part, ProductModel } from '../product.ts';
import { box2, smoothMin } from '../shapes.ts';

const RADIUS = 2.2;

/** Two macarons that stand apart, seen from 50°. */
export function macarons(): ProductModel {
  return {
    parts: [
      ...macaron(-3.1, 0.5, [0.74, 0.22, 0.3], [0.86, 0.7, 0.66], 3),
      ...macaron(3.1, -0.4, [0.36, 0.5, 0.2], [0.84, 0.8, 0.68], 8),
    ],
    halfWidth: 5.5,
    halfDepth: 2.8,
    height: 2.9,
    elevationDeg: 50,
    aspect: 1.4,
    step: 0.75,
    backdrop: { table: [0.7, 0.66, 0.62], wall: [0.6, 0.56, 0.52], texture: 0.12 },
  };
}

type Rgb = [number, number, number];

function macaron(cx: number, cz: number, shell: Rgb, cream: Rgb, seed: number): Part[] {
  const radial = (x: number, z: number) => Math.sqrt((x - cx) ** 2 + (z - cz) ** 2);
  // Sums of sines that do not repeat within one turn: noise would cost the ray march too much.
  const ruffle = (x: number, y: number, z: number) => {
    const a = Math.atan2(z - cz, x - cx);
    return (
      0.035 *
      (Math.sin(a * 37 + seed + 2 * Math.sin(a * 5)) +
        Math.sin(a * 61 + y * 14 + 3 * Math.sin(a * 11 + seed)) * 0.8)
    );
  };
  return [
    {
      distance: (x, y, z) => {
        const r = radial(x, z);
        const frill = Math.abs(r - RADIUS) < 0.3 ? ruffle(x, y, z) : 0;
        const dome = (side: number) => {
          const v = (y - 1.45) * side;
          const cap = Math.hypot(r / RADIUS, Math.max(0, v - 0.55) / 0.85) - 1;
          const disc = Math.max(cap * 0.8, 0.55 - v);
          const foot = box2(r, v - 0.5, RADIUS + 0.02 - frill, 0.17, 0.12);
          return smoothMin(disc, foot, 0.06);
        };
        return dome(y > 1.45 ? 1 : -1) * 0.9;
      },
      bounds: [cx, 1.45, cz, 2.65],
      surface: (x, y, z, out) => {
        const isFoot = Math.abs(Math.abs(y - 1.45) - 0.5) < 0.17;
        const grain = periodicNoise(x * 9 + 40, z * 9 + 40, 1024, 1024, seed) * 0.03;
        const light = isFoot ? 1.12 : 1 + grain;
        [out.r, out.g, out.b] = shell.map((value) => Math.min(0.9, value * light));
        out.roughness = isFoot ? 0.9 : 0.5;
        out.softness = 0.35;
        const bump = isFoot ? 0.25 : 0.03;
        out.nx += bump * periodicNoise(x * 8, y * 8 + z * 8, 1024, 1024, seed + 2);
        out.ny += bump * periodicNoise(z * 8, y * 8 - x * 8, 1024, 1024, seed + 3);
      },
    },
    {
      distance: (x, y, z) => box2(radial(x, z), y - 1.45, RADIUS - 0.14, 0.36, 0.16),
      bounds: [cx, 1.45, cz, 2.3],
      surface: (_x, _y, _z, out) => {
        [out.r, out.g, out.b] = cream;
        out.roughness = 0.55;
        out.softness = 0.45;
      },
    },
  ];
}
