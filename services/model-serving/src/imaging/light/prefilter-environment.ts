import { type BandKernel, bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import type { Environment } from './environment.ts';
import {
  addOctahedral,
  createOctahedral,
  fillGutter,
  halveOctahedral,
  type OctahedralMap,
  shadeOctahedralRows,
} from './octahedral.ts';
import { sampleEquirectangular } from './sample-environment.ts';

/** An environment blurred for each roughness, and its irradiance as spherical harmonics. */
export interface PrefilteredEnvironment {
  /** One map for each of ROUGHNESS_LEVELS. */
  levels: OctahedralMap[];
  /** 9 coefficients × RGB, cosine-convolved (Ramamoorthi and Hanrahan 2001). */
  harmonics: Float64Array;
}

/** Roughness of each prefiltered level. */
export const ROUGHNESS_LEVELS = [0, 0.12, 0.25, 0.4, 0.6, 0.85];

const LEVEL_SIZES = [256, 128, 64, 48, 32, 32];
const LEVEL_SAMPLES = [1, 32, 48, 64, 64, 64];
const LEVEL_MIPS = [0, 1, 2, 3, 3, 4];

/** Blurs the environment with the GGX lobe for each roughness (Karis 2013: view = normal = reflection). */
export async function prefilterEnvironment(environment: Environment): Promise<PrefilteredEnvironment> {
  const sharp = createOctahedral(LEVEL_SIZES[0]);
  await shadeMap(sharp, UNFOLD, { environment, target: sharp }, 4);
  const mips = [sharp];
  for (let i = 1; i <= 4; i++) mips.push(halveOctahedral(mips[i - 1]));
  const levels: OctahedralMap[] = [];
  for (const [i, roughness] of ROUGHNESS_LEVELS.entries()) {
    const target = i === 0 ? sharp : createOctahedral(LEVEL_SIZES[i]);
    const lobe = ggxLobe(roughness, LEVEL_SAMPLES[i]);
    if (i > 0) await shadeMap(target, BLUR, { source: mips[LEVEL_MIPS[i]], target, lobe }, LEVEL_SAMPLES[i]);
    levels.push(target);
  }
  return { levels, harmonics: projectIrradiance(environment) };
}

async function shadeMap<C>(
  target: OctahedralMap,
  kernel: BandKernel<C>,
  context: C,
  cost: number,
): Promise<void> {
  const { data, size } = target;
  await runBands({ kernel, context, writes: [data], rows: size, rowPixels: size * cost });
  fillGutter(target);
}

const UNFOLD = bandKernel(import.meta.url, createUnfoldedRows);
const BLUR = bandKernel(import.meta.url, createLobeRows);

export function createUnfoldedRows(context: { environment: Environment; target: OctahedralMap }) {
  const { environment, target } = context;
  return (from: number, to: number): void =>
    shadeOctahedralRows(target, from, to, (x, y, z, out) => sampleEquirectangular(environment, x, y, z, out));
}

export function createLobeRows(context: {
  source: OctahedralMap;
  target: OctahedralMap;
  lobe: Float32Array;
}) {
  const { source, target, lobe } = context;
  const shade = (nx: number, ny: number, nz: number, out: Float32Array): void => {
    // Any tangent will do: the lobe is round.
    const upright = Math.abs(ny) < 0.99;
    const tx0 = upright ? nz : 0;
    const ty0 = upright ? 0 : nz;
    const tz0 = upright ? -nx : -ny;
    const scale = 1 / Math.hypot(tx0, ty0, tz0);
    const tx = tx0 * scale;
    const ty = ty0 * scale;
    const tz = tz0 * scale;
    const bx = ny * tz - nz * ty;
    const by = nz * tx - nx * tz;
    const bz = nx * ty - ny * tx;
    let total = 0;
    out.fill(0);
    for (let i = 0; i < lobe.length; i += 3) {
      const a = lobe[i];
      const b = lobe[i + 1];
      const c = lobe[i + 2];
      addOctahedral(
        source,
        a * tx + b * bx + c * nx,
        a * ty + b * by + c * ny,
        a * tz + b * bz + c * nz,
        c,
        out,
      );
      total += c;
    }
    for (let c = 0; c < 3; c++) out[c] /= total;
  };
  return (from: number, to: number): void => shadeOctahedralRows(target, from, to, shade);
}

/** Directions of the reflected GGX lobe around +z (Hammersley points), those below the surface left out. */
function ggxLobe(roughness: number, count: number): Float32Array {
  const alpha = roughness * roughness;
  const directions: number[] = [];
  for (let i = 0; i < count; i++) {
    const u = (i + 0.5) / count;
    const cosHalf = Math.sqrt((1 - u) / (1 + (alpha * alpha - 1) * u));
    const sinHalf = Math.sqrt(1 - cosHalf * cosHalf);
    const cos = 2 * cosHalf * cosHalf - 1;
    const sin = 2 * sinHalf * cosHalf;
    const angle = 2 * Math.PI * radicalInverse(i);
    if (cos > 0) directions.push(sin * Math.cos(angle), sin * Math.sin(angle), cos);
  }
  return Float32Array.from(directions);
}

function radicalInverse(i: number): number {
  let value = 0;
  for (let n = i, digit = 0.5; n > 0; n >>= 1, digit *= 0.5) value += digit * (n & 1);
  return value;
}

/** Real spherical harmonics of bands 0 to 2 in direction (x, y, z). */
export function harmonicBasis(x: number, y: number, z: number): number[] {
  return [
    0.282095,
    0.488603 * y,
    0.488603 * z,
    0.488603 * x,
    1.092548 * x * y,
    1.092548 * y * z,
    0.315392 * (3 * z * z - 1),
    1.092548 * x * z,
    0.546274 * (x * x - y * y),
  ];
}

const COSINE_LOBE = [1, 2 / 3, 2 / 3, 2 / 3, 1 / 4, 1 / 4, 1 / 4, 1 / 4, 1 / 4].map((v) => v * Math.PI);

/** The irradiance of an environment as nine spherical harmonics × RGB. */
export function projectIrradiance({ width, height, data }: Environment): Float64Array {
  const harmonics = new Float64Array(27);
  const step = Math.max(1, Math.floor(width / 128));
  for (let row = step >> 1; row < height; row += step) {
    const theta = ((row + 0.5) / height) * Math.PI;
    const solidAngle = Math.sin(theta) * ((Math.PI * step) / height) * ((2 * Math.PI * step) / width);
    for (let column = 0; column < width; column++) {
      const phi = ((column + 0.5) / width) * 2 * Math.PI - Math.PI;
      const basis = harmonicBasis(
        Math.sin(theta) * Math.sin(phi),
        Math.cos(theta),
        -Math.sin(theta) * Math.cos(phi),
      );
      for (let k = 0; k < 9; k++) {
        const weight = (basis[k] * COSINE_LOBE[k] * solidAngle) / step;
        for (let c = 0; c < 3; c++) harmonics[k * 3 + c] += data[(row * width + column) * 3 + c] * weight;
      }
    }
  }
  return harmonics;
}
