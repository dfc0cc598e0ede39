import { luminance } from '../color/srgb.ts';
import type { Environment } from './environment.ts';

/** A light infinitely far away. */
export interface DistantLight {
  /** Unit direction towards it. */
  x: number;
  y: number;
  z: number;
  /** Radiance × solid angle. */
  rgb: [number, number, number];
  /** Half the angle that it stands for, radians: shadow rays are jittered by it. */
  spread: number;
}

interface Region {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/**
 * 2^`depth` lights that stand for the upper half of an environment, each with about the same light on a level
 * surface. Source: Debevec, A Median Cut Algorithm for Light Probe Sampling (2005).
 */
export function medianCut(environment: Environment, depth: number): DistantLight[] {
  const map = quarter(environment);
  const rows = Math.floor(map.height * 0.49);
  const weights = new Float64Array(map.width * rows);
  for (let y = 0; y < rows; y++) {
    const theta = ((y + 0.5) / map.height) * Math.PI;
    const weight = Math.max(0.02, Math.sin(theta) * Math.cos(theta));
    for (let x = 0; x < map.width; x++) {
      const i = (y * map.width + x) * 3;
      weights[y * map.width + x] = luminance(map.data[i], map.data[i + 1], map.data[i + 2]) * weight + 1e-9;
    }
  }
  let regions: Region[] = [{ x0: 0, y0: 0, x1: map.width, y1: rows }];
  for (let level = 0; level < depth; level++)
    regions = regions.flatMap((region) => split(region, weights, map));
  return regions.map((region) => toLight(region, weights, map));
}

function quarter({ width, height, data }: Environment): Environment {
  const w = width >> 2;
  const h = height >> 2;
  const out = new Float32Array(w * h * 3);
  for (let y = 0; y < h * 4; y++) {
    for (let x = 0; x < w * 4; x++) {
      const target = ((y >> 2) * w + (x >> 2)) * 3;
      for (let c = 0; c < 3; c++) out[target + c] += data[(y * width + x) * 3 + c] / 16;
    }
  }
  return { width: w, height: h, data: out };
}

function split(region: Region, weights: Float64Array, map: Environment): Region[] {
  const { x0, y0, x1, y1 } = region;
  const middle = ((y0 + y1) / 2 / map.height) * Math.PI;
  const horizontal = (x1 - x0) * Math.sin(middle) >= y1 - y0;
  const count = horizontal ? x1 - x0 : y1 - y0;
  if (count < 2) return [region];
  const sums = new Float64Array(count);
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) sums[horizontal ? x - x0 : y - y0] += weights[y * map.width + x];
  }
  const half = sums.reduce((a, b) => a + b, 0) / 2;
  let cut = 1;
  for (let sum = sums[0]; cut < count - 1 && sum + sums[cut] / 2 < half; cut++) sum += sums[cut];
  return horizontal
    ? [
        { x0, y0, x1: x0 + cut, y1 },
        { x0: x0 + cut, y0, x1, y1 },
      ]
    : [
        { x0, y0, x1, y1: y0 + cut },
        { x0, y0: y0 + cut, x1, y1 },
      ];
}

function toLight({ x0, y0, x1, y1 }: Region, weights: Float64Array, map: Environment): DistantLight {
  const rgb: [number, number, number] = [0, 0, 0];
  let u = 0;
  let v = 0;
  let total = 0;
  for (let y = y0; y < y1; y++) {
    const solidAngle =
      Math.sin(((y + 0.5) / map.height) * Math.PI) * (Math.PI / map.height) * ((2 * Math.PI) / map.width);
    for (let x = x0; x < x1; x++) {
      const i = y * map.width + x;
      for (let c = 0; c < 3; c++) rgb[c] += map.data[i * 3 + c] * solidAngle;
      u += weights[i] * (x + 0.5);
      v += weights[i] * (y + 0.5);
      total += weights[i];
    }
  }
  const phi = (u / total / map.width) * 2 * Math.PI - Math.PI;
  const theta = (v / total / map.height) * Math.PI;
  return {
    x: Math.sin(theta) * Math.sin(phi),
    y: Math.cos(theta),
    z: -Math.sin(theta) * Math.cos(phi),
    rgb,
    spread: Math.min(0.5, (Math.max(((x1 - x0) / map.width) * 2, (y1 - y0) / map.height) * Math.PI) / 2),
  };
}
