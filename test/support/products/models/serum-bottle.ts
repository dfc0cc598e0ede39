import { inkAt, printSheet } from '../print.ts';
import type { ProductModel } from '../product.ts';
import { box2, cylinder, smoothMin } from '../shapes.ts';

const RADIUS = 1.75;
const LABEL = { radius: RADIUS + 0.012, from: 0.9, to: 4.5, halfAngle: 1.25 };

/** Amber glass bottle with a dropper and a paper label, 30 ml. */
export async function serumBottle(): Promise<ProductModel> {
  const sheet = await printSheet(900, 740, [
    { text: 'MORI', fontId: 'pretendard-bold', x: 0.5, y: 0.25, em: 0.2, tracking: 0.22 },
    { text: 'vitamin C serum', fontId: 'pretendard-regular', x: 0.5, y: 0.45, em: 0.075, tracking: 0.04 },
    { text: '비타민 앰플 15%', fontId: 'pretendard-bold', x: 0.5, y: 0.57, em: 0.07 },
    { text: '30 ml  /  1.0 fl. oz.', fontId: 'pretendard-light', x: 0.5, y: 0.86, em: 0.055, tracking: 0.03 },
  ]);
  const bottle = (x: number, y: number, z: number) => {
    const r = Math.sqrt(x * x + z * z);
    const body = box2(r, y - 2.6, RADIUS, 2.6, 0.55);
    const neck = box2(r, y - 5.3, 0.78, 0.6, 0.1);
    return smoothMin(body, neck, 0.5);
  };
  return {
    parts: [
      {
        distance: bottle,
        surface: (_x, _y, _z, out) => {
          out.roughness = 0.04;
        },
        glass: { kind: 'solid', absorption: [0.1, 0.4, 1.5] },
      },
      {
        // The paper lies on the glass, between two angles from the front.
        distance: (x, y, z) => {
          const r = Math.sqrt(x * x + z * z);
          const shell = Math.max(
            Math.abs(r - LABEL.radius) - 0.018,
            Math.abs(y - (LABEL.from + LABEL.to) / 2) - (LABEL.to - LABEL.from) / 2,
          );
          return Math.max(shell, (Math.abs(Math.atan2(x, z)) - LABEL.halfAngle) * Math.min(r, RADIUS));
        },
        bounds: [0, 2.7, 0.6, 2.6],
        surface: (x, y, z, out) => {
          const u = Math.atan2(x, z) / LABEL.halfAngle / 2 + 0.5;
          const v = (LABEL.to - y) / (LABEL.to - LABEL.from);
          const line = Math.abs(v - 0.68) < 0.004 && Math.abs(u - 0.5) < 0.12 ? 1 : 0;
          const ink = Math.max(line, inkAt(sheet, u, v));
          out.r = 0.86 + (0.09 - 0.86) * ink;
          out.g = 0.83 + (0.07 - 0.83) * ink;
          out.b = 0.76 + (0.06 - 0.76) * ink;
          out.roughness = 0.75;
        },
      },
      {
        // Screw cap with fine ribs.
        distance: (x, y, z) => {
          const ribs = 0.016 * Math.cos(Math.atan2(z, x) * 44);
          return cylinder(x, y, z, 1.02, 5.42, 6.62, 0.1) - (y > 5.55 && y < 6.45 ? ribs : 0);
        },
        bounds: [0, 6.02, 0, 1.25],
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.93, 0.72, 0.42];
          out.metal = 1;
          out.roughness = 0.18;
        },
      },
      {
        distance: (x, y, z) => {
          const r = Math.sqrt(x * x + z * z);
          const bulb = box2(r, y - 7.6, 0.62 + 0.06 * Math.sin((y - 6.6) * 1.7), 1.05, 0.55);
          return smoothMin(bulb, box2(r, y - 6.72, 0.78, 0.13, 0.08), 0.12);
        },
        bounds: [0, 7.6, 0, 1.3],
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.022, 0.021, 0.02];
          out.roughness = 0.42;
        },
      },
    ],
    halfWidth: RADIUS,
    halfDepth: RADIUS,
    height: 8.65,
    elevationDeg: 8,
    aspect: 0.8,
    step: 0.9,
    backdrop: { table: [0.62, 0.57, 0.5], wall: [0.5, 0.46, 0.41], texture: 0.1 },
  };
}
