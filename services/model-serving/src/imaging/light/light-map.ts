import { hash2 } from '../math/noise.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedFloats } from '../parallel/shared-array.ts';
import type { ProxyDisc } from '../product/build-proxy.ts';
import { isBlocked, type ProxyStack, stackSlices } from './block-light.ts';
import type { LightRig } from './light-rig.ts';

/** Light on the surface around the product: environment irradiance R, G, B and the visible share of the key light. */
export interface LightMap {
  left: number;
  far: number;
  cellCm: number;
  columns: number;
  rows: number;
  /** Four values a cell. */
  data: Float32Array;
  /** What holds outside of the map. */
  open: [number, number, number, number];
}

/**
 * Share of the open light that reaches the ground everywhere, thrown back and forth between ground and product.
 * Without it the ground under a wide product would be black, which no photograph shows.
 */
const BOUNCE = 0.2;
/** A map of more cells costs more than its sharpness shows. */
const MOST_CELLS = 15_000;

/**
 * Works out the shadows that stacks of discs or polygons cast. `pause` (0..1) is called between rows.
 * Without discs the map is one open cell.
 */
export async function buildLightMap(
  rig: LightRig,
  discs: ProxyDisc[],
  pause?: (fraction: number) => Promise<void>,
): Promise<LightMap> {
  const open: LightMap['open'] = [...rig.environmentIrradiance, 1];
  const bounds = shadowBounds(rig, discs);
  if (bounds === undefined)
    return { left: 0, far: 0, cellCm: 1, columns: 1, rows: 1, data: Float32Array.from(open), open };
  const { left, right, far, near, radius } = bounds;
  const cellCm = Math.max(radius / 26, Math.sqrt(((right - left) * (near - far)) / MOST_CELLS));
  const columns = Math.ceil((right - left) / cellCm);
  const rows = Math.ceil((near - far) / cellCm);
  const map = { left, far, cellCm, columns, rows, data: sharedFloats(columns * rows * 4), open };
  const { environmentLights, environmentIrradiance, key } = rig;
  await runBands({
    kernel: LIGHT,
    context: { rig: { environmentLights, environmentIrradiance, key }, discs, map },
    writes: [map.data],
    rows,
    rowPixels: columns * CELL_PIXELS,
    pause,
  });
  return { ...map, data: smooth(map.data, columns, rows) };
}

/** A cell asks for about a hundred lights whether they are seen. */
const CELL_PIXELS = 40;

const LIGHT = bandKernel(import.meta.url, createLitRows);

type CellLights = Pick<LightRig, 'environmentLights' | 'environmentIrradiance' | 'key'>;

export function createLitRows(context: { rig: CellLights; discs: ProxyDisc[]; map: LightMap }) {
  const { rig, discs, map } = context;
  const stacks = stackSlices(discs);
  const { left, far, cellCm, columns, data } = map;
  return (from: number, to: number): void => {
    for (let row = from; row < to; row++) {
      const z = far + (row + 0.5) * cellCm;
      for (let column = 0; column < columns; column++) {
        const cell = row * columns + column;
        lightCell(rig, stacks, left + (column + 0.5) * cellCm, z, cell, data, cell * 4);
      }
    }
  };
}

/** Bilinear look-up at (x, z) cm, fading to open light at the map's border; writes four values to `out`. */
export function sampleLightMap(map: LightMap, x: number, z: number, out: Float32Array): void {
  const u = (x - map.left) / map.cellCm - 0.5;
  const v = (z - map.far) / map.cellCm - 0.5;
  const inside = Math.min(u, v, map.columns - 1 - u, map.rows - 1 - v) / BORDER_CELLS;
  if (inside <= 0) {
    for (let c = 0; c < 4; c++) out[c] = map.open[c];
    return;
  }
  const column = Math.min(map.columns - 2, u | 0);
  const row = Math.min(map.rows - 2, v | 0);
  const fx = u - column;
  const fy = v - row;
  const a = (row * map.columns + column) * 4;
  const b = a + map.columns * 4;
  for (let c = 0; c < 4; c++) {
    const upper = map.data[a + c] + (map.data[a + 4 + c] - map.data[a + c]) * fx;
    const under = map.data[b + c] + (map.data[b + 4 + c] - map.data[b + c]) * fx;
    const value = upper + (under - upper) * fy;
    out[c] = inside >= 1 ? value : map.open[c] + (value - map.open[c]) * inside;
  }
}

const BORDER_CELLS = 12;

function lightCell(
  rig: CellLights,
  stacks: ProxyStack[],
  x: number,
  z: number,
  cell: number,
  data: Float32Array,
  at: number,
): void {
  const lights = rig.environmentLights;
  for (let i = 0; i < lights.length; i++) {
    const light = lights[i];
    const lx = light.x + (hash2(cell, i, 1) - 0.5) * light.spread;
    const ly = Math.max(0.03, light.y + (hash2(cell, i, 2) - 0.5) * light.spread);
    const lz = light.z + (hash2(cell, i, 3) - 0.5) * light.spread;
    if (isBlocked(stacks, x, z, lx / ly, lz / ly)) continue;
    data[at] += light.rgb[0] * light.y;
    data[at + 1] += light.rgb[1] * light.y;
    data[at + 2] += light.rgb[2] * light.y;
  }
  // Median cut leaves a little light out; open ground must match what lies outside of the map.
  const scale = openScale(rig);
  for (let c = 0; c < 3; c++) {
    data[at + c] = BOUNCE * rig.environmentIrradiance[c] + (1 - BOUNCE) * data[at + c] * scale[c];
  }
  let seen = 0;
  for (const [kx, ky, kz] of rig.key.samples) if (!isBlocked(stacks, x, z, kx / ky, kz / ky)) seen++;
  data[at + 3] = seen / rig.key.samples.length;
}

const scales = new WeakMap<CellLights, number[]>();

function openScale(rig: CellLights): number[] {
  const known = scales.get(rig);
  if (known !== undefined) return known;
  const scale = [0, 1, 2].map((c) => {
    const sum = rig.environmentLights.reduce((total, light) => total + light.rgb[c] * light.y, 0);
    return rig.environmentIrradiance[c] / Math.max(1e-9, sum);
  });
  scales.set(rig, scale);
  return scale;
}

/** The ground that the product darkens noticeably: around it, and where the key light's shadow falls. */
function shadowBounds(rig: LightRig, discs: ProxyDisc[]) {
  if (discs.length === 0) return undefined;
  const radius = Math.max(...discs.map((disc) => disc.radiusCm));
  const reach = Math.max(
    radius * 1.6,
    Math.min(radius * 4, Math.max(...discs.map((disc) => disc.heightCm)) * 0.5),
  );
  const [kx, ky, kz] = rig.key.direction;
  const bounds = { left: 0, right: 0, far: 0, near: 0, radius };
  const include = (x: number, z: number, margin: number): void => {
    bounds.left = Math.min(bounds.left, x - margin);
    bounds.right = Math.max(bounds.right, x + margin);
    bounds.far = Math.min(bounds.far, z - margin);
    bounds.near = Math.max(bounds.near, z + margin);
  };
  for (const { heightCm, radiusCm, xCm, zCm } of discs) {
    const height = Math.min(heightCm, radius * 10);
    include(xCm, zCm, radius + reach);
    include(xCm - (kx / ky) * height, zCm - (kz / ky) * height, radiusCm * 1.6 + reach * 0.4);
  }
  return bounds;
}

const KERNEL = [0.08, 0.24, 0.36, 0.24, 0.08];

/** Five-tap blur that takes the jitter's grain out. */
function smooth(source: Float32Array, columns: number, rows: number): Float32Array {
  const pass = (from: Float32Array, dx: number, dy: number): Float32Array => {
    const out = new Float32Array(from.length);
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        for (let k = -2; k <= 2; k++) {
          const sx = Math.max(0, Math.min(columns - 1, x + k * dx));
          const sy = Math.max(0, Math.min(rows - 1, y + k * dy));
          for (let c = 0; c < 4; c++)
            out[(y * columns + x) * 4 + c] += KERNEL[k + 2] * from[(sy * columns + sx) * 4 + c];
        }
      }
    }
    return out;
  };
  return pass(pass(source, 1, 0), 0, 1);
}
