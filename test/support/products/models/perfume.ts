import { inkAt, printSheet } from '../print.ts';
import type { ProductModel } from '../product.ts';
import { box3, cylinder } from '../shapes.ts';

/** Perfume flacon: a block of rose glass with a gold collar and a black cap, turned to show two sides. */
export async function perfume(): Promise<ProductModel> {
  const sheet = await printSheet(800, 800, [
    { text: 'ROSETTE', fontId: 'nanum-myeongjo-extrabold', x: 0.5, y: 0.42, em: 0.14, tracking: 0.14 },
    { text: 'eau de parfum', fontId: 'pretendard-light', x: 0.5, y: 0.62, em: 0.075, tracking: 0.06 },
  ]);
  const block = (x: number, y: number, z: number) => box3(x, y - 2.9, z, 2.7, 2.9, 1.35, 0.22);
  return {
    parts: [
      {
        distance: block,
        surface: (_x, _y, _z, out) => {
          out.roughness = 0.03;
          out.f0 = 0.05;
        },
        glass: { kind: 'solid', absorption: [0.03, 0.26, 0.17] },
      },
      {
        distance: (x, y, z) => box3(x, y - 2.75, z - 1.36, 1.55, 1.3, 0.012, 0.01),
        bounds: [0, 2.75, 1.36, 2.1],
        surface: (x, y, _z, out) => {
          const ink = inkAt(sheet, x / 3.1 + 0.5, (4.05 - y) / 2.6);
          const edge = Math.max(Math.abs(x) - 1.45, Math.abs(y - 2.75) - 1.2) > 0 ? 1 : 0;
          const gold = Math.max(ink, edge);
          [out.r, out.g, out.b] = [0.93 - 0.25 * gold, 0.88 - 0.45 * gold, 0.86 - 0.68 * gold];
          out.metal = gold * 0.8;
          out.roughness = 0.6 - 0.35 * gold;
        },
      },
      {
        distance: (x, y, z) => cylinder(x, y, z, 0.95, 5.75, 6.35, 0.06),
        bounds: [0, 6.05, 0, 1.05],
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.98, 0.74, 0.42];
          out.metal = 1;
          out.roughness = 0.12;
        },
      },
      {
        distance: (x, y, z) => box3(x, y - 7.3, z, 1.15, 0.95, 1.15, 0.12),
        bounds: [0, 7.3, 0, 1.8],
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.012, 0.012, 0.014];
          out.roughness = 0.07;
          out.f0 = 0.06;
        },
      },
    ],
    halfWidth: 2.9,
    halfDepth: 1.9,
    height: 8.25,
    elevationDeg: 10,
    turnDeg: 24,
    aspect: 0.85,
    backdrop: { table: [0.68, 0.6, 0.58], wall: [0.66, 0.52, 0.53], texture: 0.08 },
  };
}
