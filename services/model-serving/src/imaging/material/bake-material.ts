import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedBytes, sharedFloats } from '../parallel/shared-array.ts';
import type { SurfaceName } from '../scene/scene-wish.ts';
import { encodeSlope, type Material, type MaterialLevel, reflectanceOf, TEXEL_BYTES } from './material.ts';
import { recipeForSurface } from './recipe-for-surface.ts';

/** What a material is made for. */
export interface MaterialChoice {
  surface: SurfaceName;
  /** "#rrggbb", for surfaces that take one. */
  color: string | undefined;
}

/** Evaluates a surface's recipe on side × side texels. `pause` (0..1) is called between bands. */
export async function bakeMaterial(choice: MaterialChoice, side: number, pause?: Pause): Promise<Material> {
  const recipe = recipeForSurface(choice.surface, choice.color);
  const coarseSide = Math.ceil(side / 4);
  const coarse = sharedFloats(coarseSide * coarseSide * recipe.fields.count);
  const data = sharedBytes(side * side * TEXEL_BYTES);
  const heights = sharedFloats(side * side);
  const work = { choice, side, coarseSide, coarse, data, heights };
  await runBands({
    ...{ kernel: FIELDS, context: work, writes: [coarse], rows: coarseSide, rowPixels: 16 * coarseSide },
    pause: pause && ((fraction) => pause(0.3 * fraction)),
  });
  await runBands({
    ...{ kernel: TEXELS, context: work, writes: [data, heights], rows: side, rowPixels: 8 * side },
    pause: pause && ((fraction) => pause(0.3 + 0.65 * fraction)),
  });
  await runBands({
    ...{ kernel: SLOPES, context: { ...work, perCm: side / recipe.sizeCm / 2 } },
    ...{ writes: [data], rows: side, rowPixels: side },
  });
  return { ...reflectanceOf(recipe), levels: await buildLevels({ side, data }) };
}

/** Adds the halved levels to a full one, down to 16 texels. The full one's data must be shared. */
export async function buildLevels(full: MaterialLevel): Promise<MaterialLevel[]> {
  const levels = [full];
  for (let source = full; source.side > 16 && source.side % 2 === 0; source = levels[levels.length - 1]) {
    const side = source.side / 2;
    const target: MaterialLevel = { side, data: sharedBytes(side * side * TEXEL_BYTES) };
    await runBands({
      ...{ kernel: HALVE, context: { source, target } },
      ...{ writes: [target.data], rows: side, rowPixels: side },
    });
    levels.push(target);
  }
  return levels;
}

type Pause = (fraction: number) => Promise<void>;

interface BakeWork {
  choice: MaterialChoice;
  side: number;
  coarseSide: number;
  /** The recipe's fields on coarseSide × coarseSide points. */
  coarse: Float32Array;
  data: Uint8Array;
  heights: Float32Array;
}

const FIELDS = bandKernel(import.meta.url, createFieldRows);
const TEXELS = bandKernel(import.meta.url, createTexelRows);
const SLOPES = bandKernel(import.meta.url, createSlopeRows);
const HALVE = bandKernel(import.meta.url, createHalvedTexels);

export function createFieldRows({ choice, coarseSide: side, coarse }: BakeWork) {
  const { count, shade } = recipeForSurface(choice.surface, choice.color).fields;
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < side; x++) {
        const at = (y * side + x) * count;
        shade((x + 0.5) / side, (y + 0.5) / side, coarse.subarray(at, at + count));
      }
    }
  };
}

export function createTexelRows({ choice, side, coarseSide, coarse, data, heights }: BakeWork) {
  const recipe = recipeForSurface(choice.surface, choice.color);
  const { count } = recipe.fields;
  const out = new Float32Array(5);
  const fields = new Float32Array(count);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const row = tap((y + 0.5) / side, coarseSide);
      for (let x = 0; x < side; x++) {
        const column = tap((x + 0.5) / side, coarseSide);
        const a = (row.first * coarseSide + column.first) * count;
        const b = (row.first * coarseSide + column.second) * count;
        const c = (row.second * coarseSide + column.first) * count;
        const d = (row.second * coarseSide + column.second) * count;
        for (let k = 0; k < count; k++) {
          const upper = coarse[a + k] + (coarse[b + k] - coarse[a + k]) * column.fraction;
          const under = coarse[c + k] + (coarse[d + k] - coarse[c + k]) * column.fraction;
          fields[k] = upper + (under - upper) * row.fraction;
        }
        recipe.shade((x + 0.5) / side, (y + 0.5) / side, out, fields);
        const i = y * side + x;
        const target = i * TEXEL_BYTES;
        for (let c = 0; c < 3; c++) data[target + c] = Math.round(Math.sqrt(clamp(out[c], 0, 1)) * 255);
        data[target + 3] = Math.round(clamp(out[4], 0.02, 1) * 255);
        heights[i] = out[3];
      }
    }
  };
}

export function createSlopeRows({ side, data, heights, perCm }: BakeWork & { perCm: number }) {
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const up = (y === 0 ? side - 1 : y - 1) * side;
      const down = (y === side - 1 ? 0 : y + 1) * side;
      for (let x = 0; x < side; x++) {
        const left = x === 0 ? side - 1 : x - 1;
        const right = x === side - 1 ? 0 : x + 1;
        const target = (y * side + x) * TEXEL_BYTES;
        data[target + 4] = encodeSlope(-(heights[y * side + right] - heights[y * side + left]) * perCm);
        data[target + 5] = encodeSlope(-(heights[down + x] - heights[up + x]) * perCm);
      }
    }
  };
}

export function createHalvedTexels({ source, target }: { source: MaterialLevel; target: MaterialLevel }) {
  const row = source.side * TEXEL_BYTES;
  const { side } = target;
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < side; x++) {
        const a = y * 2 * row + x * 2 * TEXEL_BYTES;
        const at = (y * side + x) * TEXEL_BYTES;
        for (let c = 0; c < TEXEL_BYTES; c++) {
          const upper = source.data[a + c] + source.data[a + TEXEL_BYTES + c];
          const under = source.data[a + row + c] + source.data[a + row + TEXEL_BYTES + c];
          target.data[at + c] = (upper + under + 2) >> 2;
        }
      }
    }
  };
}

/** The two texels around a periodic coordinate 0..1. */
function tap(coordinate: number, side: number): { first: number; second: number; fraction: number } {
  const position = coordinate * side - 0.5;
  const floor = Math.floor(position);
  const first = floor < 0 ? side - 1 : floor;
  return { first, second: first + 1 === side ? 0 : first + 1, fraction: position - floor };
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
