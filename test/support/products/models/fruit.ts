import { fbm, periodicNoise, smoothstep } from '../../../../services/model-serving/src/imaging/math/noise.ts';
import type { ProductModel } from '../product.ts';
import { capsule, smoothMin } from '../shapes.ts';

/** Red apple with a stalk, at the height of one's eyes when seated: 15°. */
export function apple(): ProductModel {
  const body = (x: number, y: number, z: number) => {
    const cy = y - 3.55;
    const rr = x * x + z * z;
    const length = Math.sqrt(rr + cy * cy);
    const c = x / (Math.sqrt(rr) + 1e-6);
    const five = ((16 * c * c - 20) * c * c + 5) * c;
    // By the sine of half the polar angle, which is smooth at both poles.
    const at = Math.sqrt(Math.max(0, 0.5 - (0.5 * cy) / (length + 1e-9))) * (APPLE.length - 2);
    const i = Math.floor(at);
    const shape = APPLE[i] + (APPLE[i + 1] - APPLE[i]) * (at - i);
    return (length - shape * (1 + 0.005 * five * (at / APPLE.length))) * 0.72;
  };
  return {
    parts: [
      {
        distance: body,
        surface: (x, y, z, out) => {
          const angle = Math.atan2(z, x);
          const side = ((angle / (2 * Math.PI)) * 96 + 96) % 96;
          const streak =
            periodicNoise(side, y * 0.45, 96, 256, 5) + 0.5 * periodicNoise(side * 2, y * 0.9, 192, 256, 8);
          const cheek = fbm(x * 0.16 + 3, z * 0.16 + y * 0.1 + 3, 64, 2, 9);
          const top = smoothstep(5.2, 6.6, y) * smoothstep(2.6, 0.6, Math.hypot(x, z));
          const yellow = Math.max(0, Math.min(1, 0.14 + 0.42 * streak + 0.5 * cheek)) * 0.65 + 0.7 * top;
          const dot = periodicNoise(x * 4.3 + 20, y * 4.3 + z * 3.1, 256, 256, 12) > 0.72 ? 0.35 : 0;
          const mix = Math.min(1, yellow + dot);
          out.r = 0.46 + 0.3 * mix;
          out.g = 0.018 + 0.4 * mix ** 1.5;
          out.b = 0.022 + 0.06 * mix;
          out.roughness = 0.2;
          out.f0 = 0.05;
          out.softness = 0.22;
          const bump = 0.012;
          out.nx += bump * periodicNoise(x * 3, y * 3, 256, 256, 2);
          out.ny += bump * periodicNoise(z * 3, y * 3, 256, 256, 3);
        },
      },
      {
        distance: (x, y, z) =>
          smoothMin(
            capsule(x, y, z, [0, 5.5, 0], [0.12, 7.1, 0.05], 0.12),
            capsule(x, y, z, [0.12, 7.1, 0.05], [0.5, 8.15, 0.15], 0.15),
            0.2,
          ),
        bounds: [0.25, 6.8, 0.1, 1.6],
        surface: (x, y, _z, out) => {
          const tone = 0.8 + 0.4 * periodicNoise(x * 9, y * 2, 64, 64, 4);
          [out.r, out.g, out.b] = [0.14 * tone, 0.075 * tone, 0.03 * tone];
          out.roughness = 0.7;
        },
      },
    ],
    halfWidth: 4.1,
    halfDepth: 4.1,
    height: 8.2,
    elevationDeg: 15,
    aspect: 1,
    step: 0.9,
    backdrop: { table: [0.55, 0.5, 0.4], wall: [0.45, 0.47, 0.42], texture: 0.16 },
  };
}

/** Distance from the middle by the sine of half the polar angle: dimples above and below, a narrower foot. */
const APPLE = Float32Array.from({ length: 1026 }, (_, i) => {
  const a = 2 * Math.asin(Math.min(1, i / 1024));
  const dip = Math.exp(-((a / 0.42) ** 2));
  const pit = Math.exp(-(((Math.PI - a) / 0.4) ** 2));
  return 4 * (1 + 0.045 * Math.cos(a) - 0.42 * dip * (1 - 0.25 * dip) - 0.2 * pit - 0.03 * Math.cos(a * 2));
});

/** Orange with pores and its green button, from 5°. */
export function orange(): ProductModel {
  return {
    parts: [
      {
        distance: (x, y, z) => {
          const cy = y - 3.6;
          const r = Math.sqrt(x * x + cy * cy * 1.09 + z * z);
          const flat = Math.sqrt(x * x + z * z);
          return r - 3.78 + 0.22 * Math.exp(-flat * flat * 1.6) * (cy > 0 ? 1 : 0);
        },
        surface: (x, y, z, out) => {
          const s = 4.4;
          const pores =
            periodicNoise(x * s + 30, y * s + z * 2.2, 512, 512, 3) +
            0.7 * periodicNoise(z * s + 9, y * s - x * 2.2, 512, 512, 4);
          const patch = fbm(x * 0.3 + 5, y * 0.3 + z * 0.2 + 5, 64, 3, 6);
          out.r = 0.93 + 0.06 * patch;
          out.g = 0.225 + 0.06 * patch - 0.03 * Math.max(0, pores);
          out.b = 0.012;
          out.roughness = 0.3;
          out.softness = 0.3;
          out.nx += 0.11 * periodicNoise(x * s * 1.3 + 3, y * s * 1.3 + z * 3, 512, 512, 7);
          out.ny += 0.11 * pores * 0.7;
          out.nz += 0.08 * periodicNoise(y * s * 1.3, z * s * 1.3 - x * 3, 512, 512, 8);
          const scale = 1 / Math.hypot(out.nx, out.ny, out.nz);
          out.nx *= scale;
          out.ny *= scale;
          out.nz *= scale;
        },
      },
      {
        distance: (x, y, z) => {
          const a = Math.atan2(z, x);
          const r = Math.hypot(x, z);
          return Math.hypot(r / (1 + 0.25 * Math.cos(a * 5)), (y - 7.03) * 2.2) * 0.45 - 0.19;
        },
        bounds: [0, 7.03, 0, 0.6],
        surface: (_x, _y, _z, out) => {
          [out.r, out.g, out.b] = [0.16, 0.2, 0.06];
          out.roughness = 0.7;
        },
      },
    ],
    halfWidth: 3.8,
    halfDepth: 3.8,
    height: 7.3,
    elevationDeg: 5,
    aspect: 1,
    step: 0.9,
    backdrop: { table: [0.5, 0.52, 0.56], wall: [0.44, 0.5, 0.58], texture: 0.1 },
  };
}
