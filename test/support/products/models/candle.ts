import { inkAt, printSheet } from '../print.ts';
import type { ProductModel } from '../product.ts';
import { box3, capsule, cylinder, ellipsoid } from '../shapes.ts';

/** Scented candle in a glass, lit, with a kraft label; from 20°. */
export async function candle(): Promise<ProductModel> {
  const sheet = await printSheet(700, 500, [
    { text: 'FOREST', fontId: 'pretendard-bold', x: 0.5, y: 0.36, em: 0.21, tracking: 0.16 },
    { text: '소이 캔들 · 220 g', fontId: 'pretendard-regular', x: 0.5, y: 0.68, em: 0.12 },
  ]);
  return {
    parts: [
      {
        distance: (x, y, z) => cylinder(x, y, z, 3.6, 0, 8.4, 0.22),
        surface: (_x, _y, _z, out) => {
          out.roughness = 0.03;
        },
        glass: { kind: 'thin', absorption: [0.05, 0.03, 0.04] },
      },
      {
        distance: (x, y, z) => {
          const rr = x * x + z * z;
          const pool = y > 5.4 && rr < 11 ? 0.14 * Math.exp(-rr * 0.4) : 0;
          return cylinder(x, y + pool, z, 3.42, 0.5, 6.1, 0.12) * 0.95;
        },
        surface: (x, y, z, out) => {
          [out.r, out.g, out.b] = [0.84, 0.76, 0.62];
          out.roughness = 0.45;
          out.softness = 0.6;
          // The flame shines through the wax around it.
          out.glow = 0.9 * Math.exp(-Math.hypot(x, y - 6.6, z) * 0.75);
        },
      },
      {
        distance: (x, y, z) => capsule(x, y, z, [0, 5.8, 0], [0.08, 6.7, 0], 0.07),
        bounds: [0.04, 6.25, 0, 0.6],
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.03, 0.025, 0.02];
          out.roughness = 0.9;
        },
      },
      {
        distance: (x, y, z) => ellipsoid(x - 0.06, y - 7.25, z, 0.2 + 0.06 * (7.3 - y), 0.66, 0.2) * 0.8,
        bounds: [0.06, 7.25, 0, 0.75],
        surface: (_x, y, _z, out) => {
          [out.r, out.g, out.b] = [1, 0.72, 0.3];
          out.glow = 3.4 + 2 * Math.max(0, y - 6.9);
          out.f0 = 0;
        },
      },
      {
        distance: (x, y, z) => {
          const r = Math.sqrt(x * x + z * z);
          const angle = Math.atan2(x, z);
          return Math.max(box3(0, y - 3.2, r - 3.62, 1, 1.55, 0.02, 0.01), (Math.abs(angle) - 0.62) * 3.6);
        },
        bounds: [0, 3.2, 3.2, 2.75],
        surface: (x, y, z, out) => {
          const u = Math.atan2(x, z) / 1.24 + 0.5;
          const ink = inkAt(sheet, u, (4.75 - y) / 3.1);
          [out.r, out.g, out.b] = [0.9 - 0.8 * ink, 0.88 - 0.76 * ink, 0.82 - 0.72 * ink];
          out.roughness = 0.8;
        },
      },
    ],
    halfWidth: 3.6,
    halfDepth: 3.6,
    height: 8.4,
    elevationDeg: 20,
    aspect: 0.9,
    step: 0.9,
    backdrop: { table: [0.34, 0.24, 0.16], wall: [0.3, 0.25, 0.2], texture: 0.2 },
  };
}
