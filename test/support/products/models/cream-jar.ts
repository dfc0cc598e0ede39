import { inkAt, printSheet } from '../print.ts';
import type { ProductModel } from '../product.ts';
import { cylinder } from '../shapes.ts';

/** White glossy cosmetics jar with a brushed metal lid, seen from 15°. */
export async function creamJar(): Promise<ProductModel> {
  const sheet = await printSheet(900, 420, [
    { text: 'SOLEIL', fontId: 'pretendard-bold', x: 0.5, y: 0.3, em: 0.27, tracking: 0.2 },
    {
      text: 'rich cream · 수분 크림',
      fontId: 'pretendard-regular',
      x: 0.5,
      y: 0.62,
      em: 0.13,
      tracking: 0.02,
    },
    { text: '50 ml', fontId: 'pretendard-regular', x: 0.5, y: 0.85, em: 0.1 },
  ]);
  return {
    parts: [
      {
        distance: (x, y, z) => cylinder(x, y, z, 3.4, 0, 3.5, 0.5),
        surface: (x, y, z, out) => {
          const angle = Math.atan2(x, z);
          const ink = inkAt(sheet, angle / 1.7 + 0.5, (3.0 - y) / 2.4);
          out.r = 0.88 - 0.72 * ink;
          out.g = 0.87 - 0.75 * ink;
          out.b = 0.85 - 0.74 * ink;
          out.roughness = 0.12;
          out.f0 = 0.05;
          out.softness = 0.25;
        },
      },
      {
        distance: (x, y, z) => cylinder(x, y, z, 3.46, 3.56, 5.2, 0.14),
        surface: (_x, y, _z, out) => {
          [out.r, out.g, out.b] = [0.95, 0.79, 0.68];
          out.metal = 1;
          out.roughness = 0.2;
          // Its top is spun: duller than its side.
          if (y > 5.15) out.roughness = 0.34;
        },
      },
      {
        distance: (x, y, z) => cylinder(x, y, z, 3.1, 3.4, 3.7, 0.02),
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.7, 0.69, 0.67];
        },
      },
    ],
    halfWidth: 3.5,
    halfDepth: 3.5,
    height: 5.2,
    elevationDeg: 15,
    aspect: 1.15,
    backdrop: { table: [0.66, 0.5, 0.45], wall: [0.72, 0.55, 0.5], texture: 0.06 },
  };
}
