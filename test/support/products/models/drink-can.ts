import { periodicNoise } from '../../../../services/model-serving/src/imaging/math/noise.ts';
import { inkAt, printSheet, type Sheet } from '../print.ts';
import type { ProductModel, Surface } from '../product.ts';
import { box2, smoothMax } from '../shapes.ts';

const RADIUS = 2.65;
const HEIGHT = 13.4;

/** Slim drink can with a printed pattern, cold and beaded, seen from a little above. */
export async function drinkCan(): Promise<ProductModel> {
  const sheet = await printSheet(700, 1200, [
    { text: 'YUZU', fontId: 'black-han-sans', x: 0.5, y: 0.3, em: 0.2, tracking: 0.02 },
    { text: '톡톡', fontId: 'black-han-sans', x: 0.5, y: 0.5, em: 0.2 },
    { text: 'sparkling citrus', fontId: 'pretendard-bold', x: 0.5, y: 0.64, em: 0.05, tracking: 0.03 },
    { text: '330 ml · 0 kcal', fontId: 'pretendard-bold', x: 0.5, y: 0.9, em: 0.035, tracking: 0.03 },
  ]);
  return {
    parts: [
      {
        distance: (x, y, z) => {
          const r = Math.sqrt(x * x + z * z);
          const wall = box2(r, y - HEIGHT / 2, RADIUS, HEIGHT / 2, 0.12);
          // Necked in at both ends.
          const neck = (r - 2.22 + (y - HEIGHT) * 0.62) * 0.85;
          const foot = (r - 2.12 - y * 0.85) * 0.76;
          const bowl = -box2(r, y - HEIGHT, 2.02, 0.32, 0.1);
          return Math.max(smoothMax(smoothMax(wall, neck, 0.3), foot, 0.3), bowl);
        },
        surface: (x, y, z, out) => paint(sheet, x, y, z, out),
      },
      {
        // The ring that opens it.
        distance: (x, y, z) => {
          const ring = Math.hypot((z - 0.35) * 0.75, x) - 0.5;
          return Math.hypot(ring, y - HEIGHT + 0.22) - 0.09;
        },
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.9, 0.9, 0.91];
          out.metal = 1;
          out.roughness = 0.2;
        },
      },
    ],
    halfWidth: RADIUS,
    halfDepth: RADIUS,
    height: HEIGHT,
    elevationDeg: 12,
    turnDeg: 0,
    aspect: 0.75,
    step: 0.9,
    backdrop: { table: [0.36, 0.55, 0.62], wall: [0.42, 0.62, 0.68], texture: 0.08 },
  };
}

function paint(sheet: Sheet, x: number, y: number, z: number, out: Surface): void {
  out.metal = 1;
  out.roughness = 0.2;
  [out.r, out.g, out.b] = [0.88, 0.88, 0.89];
  const r = Math.hypot(x, z);
  if (y > HEIGHT - 0.95 || y < 0.75 || r < 2.2) return;
  const angle = Math.atan2(x, z);
  // Lacquer over aluminium: partly metal, so that the strips of light stay crisp.
  out.metal = 0.35;
  out.roughness = 0.16;
  out.f0 = 0.06;
  const sun = Math.hypot(angle * RADIUS, y - 7.4);
  const rays = Math.cos(Math.atan2(y - 7.4, angle * RADIUS) * 18);
  const isSun = sun < 2.95;
  const isRay = !isSun && rays > 0 && sun < 8.5;
  const wave = y < 3 + 0.35 * Math.sin(angle * 4) + 0.05 * periodicNoise(angle, y, 64, 64, 3);
  let colour = isRay ? [1, 0.66, 0.05] : [1, 0.78, 0.12];
  if (isSun) colour = [0.97, 0.95, 0.88];
  if (wave) colour = [0.03, 0.36, 0.2];
  const ink = inkAt(sheet, (angle * RADIUS) / 6.2 + 0.5, (11.6 - y) / 10.6);
  const type = wave ? [0.97, 0.95, 0.88] : [0.03, 0.36, 0.2];
  [out.r, out.g, out.b] = colour.map((value, c) => value + (type[c] - value) * ink);
}
