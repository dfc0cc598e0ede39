import {
  encodeSlope,
  type Material,
  type MaterialLevel,
  type MaterialRecipe,
  reflectanceOf,
  TEXEL_BYTES,
} from './material.ts';

/** Evaluates a recipe on side × side texels, in bands so that `onBand` (0..1) is heard of at least every few rows. */
export function bakeMaterial(
  recipe: MaterialRecipe,
  side: number,
  onBand?: (fraction: number) => void,
): Material {
  const data = new Uint8Array(side * side * TEXEL_BYTES);
  const heights = new Float32Array(side * side);
  const out = new Float32Array(5);
  const coarse = bakeFields(recipe, Math.ceil(side / 4), onBand);
  const { count } = recipe.fields;
  const fields = new Float32Array(count);
  for (let y = 0; y < side; y++) {
    if (y % 16 === 0) onBand?.(0.3 + (0.7 * y) / side);
    const row = tap((y + 0.5) / side, coarse.side);
    for (let x = 0; x < side; x++) {
      const column = tap((x + 0.5) / side, coarse.side);
      const a = (row.first * coarse.side + column.first) * count;
      const b = (row.first * coarse.side + column.second) * count;
      const c = (row.second * coarse.side + column.first) * count;
      const d = (row.second * coarse.side + column.second) * count;
      for (let k = 0; k < count; k++) {
        const upper = coarse.data[a + k] + (coarse.data[b + k] - coarse.data[a + k]) * column.fraction;
        const under = coarse.data[c + k] + (coarse.data[d + k] - coarse.data[c + k]) * column.fraction;
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
  const perCm = side / recipe.sizeCm / 2;
  for (let y = 0; y < side; y++) {
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
  return { ...reflectanceOf(recipe), levels: buildLevels({ side, data }) };
}

/** Adds the halved levels to a full one, down to 16 texels. */
export function buildLevels(full: MaterialLevel): MaterialLevel[] {
  const levels = [full];
  for (let from = full; from.side > 16 && from.side % 2 === 0; from = levels[levels.length - 1]) {
    const side = from.side / 2;
    const data = new Uint8Array(side * side * TEXEL_BYTES);
    const row = from.side * TEXEL_BYTES;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const a = y * 2 * row + x * 2 * TEXEL_BYTES;
        const target = (y * side + x) * TEXEL_BYTES;
        for (let c = 0; c < TEXEL_BYTES; c++) {
          const sum =
            from.data[a + c] +
            from.data[a + TEXEL_BYTES + c] +
            from.data[a + row + c] +
            from.data[a + row + TEXEL_BYTES + c];
          data[target + c] = (sum + 2) >> 2;
        }
      }
    }
    levels.push({ side, data });
  }
  return levels;
}

function bakeFields(recipe: MaterialRecipe, side: number, onBand?: (fraction: number) => void) {
  const { count, shade } = recipe.fields;
  const data = new Float32Array(side * side * count);
  for (let y = 0; y < side; y++) {
    if (y % 16 === 0) onBand?.((0.3 * y) / side);
    for (let x = 0; x < side; x++) {
      const at = (y * side + x) * count;
      shade((x + 0.5) / side, (y + 0.5) / side, data.subarray(at, at + count));
    }
  }
  return { side, data };
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
