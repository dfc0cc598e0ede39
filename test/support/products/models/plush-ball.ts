import type { ProductModel } from '../product.ts';
import { capsule, ellipsoid } from '../shapes.ts';

const RADIUS = 3.2;
const CENTRE: [number, number, number] = [0, 3.75, 0];

/** Fur charm: a plush ball with a gold ring, whose outline no sharp mask can give. */
export function plushBall(): ProductModel {
  return {
    parts: [
      {
        distance: (x, y, z) => Math.hypot(x - CENTRE[0], y - CENTRE[1], z - CENTRE[2]) - RADIUS,
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.3, 0.13, 0.12];
          out.roughness = 1;
          out.f0 = 0;
        },
      },
      {
        distance: (x, y, z) =>
          Math.min(
            Math.hypot(Math.hypot(x, y - 8.75) - 0.85, z) - 0.12,
            ellipsoid(x, y - 7.6, z, 0.34, 0.4, 0.34),
            capsule(x, y, z, [0, 6.8, 0], [0, 7.7, 0], 0.14),
          ),
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.98, 0.74, 0.4];
          out.metal = 1;
          out.roughness = 0.16;
        },
      },
    ],
    fur: { centre: CENTRE, radius: RADIUS, length: 0.95, count: 15000, colour: [0.82, 0.42, 0.4] },
    halfWidth: 4.3,
    halfDepth: 4.3,
    height: 9.8,
    elevationDeg: 10,
    aspect: 0.9,
    backdrop: { table: [0.42, 0.5, 0.48], wall: [0.36, 0.46, 0.45], texture: 0.08 },
  };
}
