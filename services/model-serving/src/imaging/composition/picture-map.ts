import { SRGB8_TO_LINEAR } from '../color/srgb.ts';
import type { Picture8 } from '../io/decode-image.ts';

/** Sums over any rectangle in constant time (Crow 1984); one more row and column than there are cells. */
export interface SummedArea {
  width: number;
  height: number;
  sums: Float64Array;
}

/** What auto placement looks at, on a grid of about 160 cells on the longer side. */
export interface PictureMap {
  /** Canvas pixels per cell. */
  cell: number;
  /** Perceived lightness, 0..1. */
  lightness: SummedArea;
  /** Its square: with it, how much it varies over an area. */
  lightnessSquared: SummedArea;
  /** How much neighbouring cells differ: 0 calm. */
  unrest: SummedArea;
  /** The product, 0..1; all 0 without a mask. */
  product: SummedArea;
  /** 1 where a cell is dark (lightness below 0.35). */
  dark: SummedArea;
}

const CELLS = 160;
const DARK_LIGHTNESS = 0.35;

/** Measures a picture; `mask` is 8-bit grey of the same size. */
export function mapPicture(picture: Picture8, mask: Uint8Array | undefined): PictureMap {
  const cell = Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / CELLS));
  const width = Math.floor(picture.width / cell);
  const height = Math.floor(picture.height / cell);
  // Of large cells some pixels tell enough.
  const stride = Math.max(1, Math.floor(cell / 3));
  const samples = Math.ceil(cell / stride) ** 2;
  const lightness = new Float32Array(width * height);
  const product = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let [light, covered] = [0, 0];
      for (let y = row * cell; y < (row + 1) * cell; y += stride) {
        for (let x = column * cell; x < (column + 1) * cell; x += stride) {
          const i = y * picture.width + x;
          const { data } = picture;
          light +=
            0.2126 * SRGB8_TO_LINEAR[data[i * 4]] +
            0.7152 * SRGB8_TO_LINEAR[data[i * 4 + 1]] +
            0.0722 * SRGB8_TO_LINEAR[data[i * 4 + 2]];
          if (mask) covered += mask[i] / 255;
        }
      }
      lightness[row * width + column] = Math.cbrt(light / samples);
      product[row * width + column] = covered / samples;
    }
  }
  const unrest = lightness.map((value, i) => {
    const right = i % width < width - 1 ? lightness[i + 1] : value;
    const below = i + width < lightness.length ? lightness[i + width] : value;
    return Math.hypot(right - value, below - value);
  });
  const sum = (values: Float32Array): SummedArea => summedArea(values, width, height);
  return {
    cell,
    lightness: sum(lightness),
    lightnessSquared: sum(lightness.map((value) => value * value)),
    unrest: sum(unrest),
    product: sum(product),
    dark: sum(lightness.map((value) => (value < DARK_LIGHTNESS ? 1 : 0))),
  };
}

/** Mean over the cells from (x0, y0) inclusive to (x1, y1) exclusive, at least one cell. */
export function areaMean(
  { width, height, sums }: SummedArea,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): number {
  const left = Math.min(width - 1, Math.max(0, Math.floor(x0)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(y0)));
  const right = Math.min(width, Math.max(left + 1, Math.ceil(x1)));
  const bottom = Math.min(height, Math.max(top + 1, Math.ceil(y1)));
  const row = width + 1;
  const total =
    sums[bottom * row + right] - sums[top * row + right] - sums[bottom * row + left] + sums[top * row + left];
  return total / ((right - left) * (bottom - top));
}

/** Standard deviation of the lightness over cells: type is read badly on what is light and dark at once. */
export function lightnessSpread(
  { lightness, lightnessSquared }: PictureMap,
  ...box: [number, number, number, number]
): number {
  return Math.sqrt(Math.max(0, areaMean(lightnessSquared, ...box) - areaMean(lightness, ...box) ** 2));
}

/** 0 above, 1 middle, 2 below: where most cells are dark; above when less than 15 % are anywhere. */
export function darkestThird({ dark }: PictureMap): number {
  const shares = [0, 1, 2].map((third) =>
    areaMean(dark, 0, (dark.height * third) / 3, dark.width, (dark.height * (third + 1)) / 3),
  );
  const most = Math.max(...shares);
  return most < 0.15 ? 0 : shares.indexOf(most);
}

/** A rectangle of canvas pixels as x0, y0, x1, y1 in cells of a map. */
export function cellBox(
  rect: { x: number; y: number; width: number; height: number },
  { cell }: PictureMap,
): [number, number, number, number] {
  return [rect.x / cell, rect.y / cell, (rect.x + rect.width) / cell, (rect.y + rect.height) / cell];
}

function summedArea(values: Float32Array, width: number, height: number): SummedArea {
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sums[(y + 1) * row + x + 1] =
        values[y * width + x] + sums[y * row + x + 1] + sums[(y + 1) * row + x] - sums[y * row + x];
    }
  }
  return { width, height, sums };
}
