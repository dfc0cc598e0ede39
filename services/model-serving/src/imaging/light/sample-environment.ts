import type { Environment } from './environment.ts';
import { addOctahedral } from './octahedral.ts';
import { harmonicBasis, type PrefilteredEnvironment, ROUGHNESS_LEVELS } from './prefilter-environment.ts';

/**
 * Radiance that a surface of `roughness` 0..1 mirrors from direction (x, y, z), written to `out` as RGB.
 * The direction need not be a unit vector.
 */
export function sampleRadiance(
  environment: PrefilteredEnvironment,
  x: number,
  y: number,
  z: number,
  roughness: number,
  out: Float32Array | number[],
): void {
  let level = 0;
  while (level < ROUGHNESS_LEVELS.length - 2 && roughness > ROUGHNESS_LEVELS[level + 1]) level++;
  const low = ROUGHNESS_LEVELS[level];
  const mix = Math.max(0, Math.min(1, (roughness - low) / (ROUGHNESS_LEVELS[level + 1] - low)));
  out[0] = 0;
  out[1] = 0;
  out[2] = 0;
  if (mix < 0.999) addOctahedral(environment.levels[level], x, y, z, 1 - mix, out);
  if (mix > 0.001) addOctahedral(environment.levels[level + 1], x, y, z, mix, out);
}

/** Irradiance on a surface with unit normal (x, y, z), written to `out` as RGB; never negative. */
export function sampleIrradiance(
  environment: Pick<PrefilteredEnvironment, 'harmonics'>,
  x: number,
  y: number,
  z: number,
  out: Float32Array | number[],
): void {
  const basis = harmonicBasis(x, y, z);
  for (let c = 0; c < 3; c++) {
    let sum = 0;
    for (let k = 0; k < 9; k++) sum += environment.harmonics[k * 3 + c] * basis[k];
    out[c] = Math.max(sum, 0);
  }
}

/** Bilinear radiance of the unfiltered environment in unit direction (x, y, z), written to `out`. */
export function sampleEquirectangular(
  environment: Environment,
  x: number,
  y: number,
  z: number,
  out: Float32Array | number[],
): void {
  const { width, height, data } = environment;
  const u = (Math.atan2(x, -z) / (2 * Math.PI) + 0.5) * width - 0.5;
  const v = (Math.acos(y < -1 ? -1 : Math.min(y, 1)) / Math.PI) * height - 0.5;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const fx = u - column;
  const fy = v - row;
  const x0 = ((column % width) + width) % width;
  const x1 = x0 + 1 === width ? 0 : x0 + 1;
  const y0 = Math.max(row, 0);
  const y1 = row + 1 >= height ? height - 1 : row + 1;
  for (let c = 0; c < 3; c++) {
    const top = data[(y0 * width + x0) * 3 + c] * (1 - fx) + data[(y0 * width + x1) * 3 + c] * fx;
    const bottom = data[(y1 * width + x0) * 3 + c] * (1 - fx) + data[(y1 * width + x1) * 3 + c] * fx;
    out[c] = top * (1 - fy) + bottom * fy;
  }
}
