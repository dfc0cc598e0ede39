import { srgbToLinear } from '../color/srgb.ts';
import { toneMapInverse } from '../color/tone-map.ts';
import { type Material, TEXEL_BYTES } from '../material/material.ts';
import type { PlacedProduct } from '../product/place-product.ts';
import { gaussianBlur } from '../raster/gaussian-blur.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import { compositeOver } from '../raster/resample.ts';
import type { Layout } from './layout.ts';

export interface ReflectOptions {
  layout: Layout;
  product: PlacedProduct;
  material: Material;
  gloss: number;
  /** Exposure of the picture: the mirrored product has to look like itself afterwards. */
  exposure: number;
}

/** Seen from higher than this, a photo's flipped copy is not what the surface would mirror. */
const HIGHEST_RAD = 0.5;
const ROUGHEST = 0.5;
/** Folds and lumps steeper than this, on average, scatter a picture beyond recognition. */
const STEEPEST = 0.22;

/**
 * What a smooth surface mirrors of a product that is seen from low: its picture flipped about the line where it
 * stands, blurred by the surface's roughness, as strong as Fresnel's law has it.
 */
export async function reflectProduct(
  picture: Raster,
  { layout, product, material, gloss, exposure }: ReflectOptions,
): Promise<void> {
  const elevation = Math.atan2(layout.camera.heightCm, layout.camera.distanceCm);
  if (elevation > HIGHEST_RAD) return;
  const roughness = meanRoughness(material);
  const strength = mirrorStrength(layout, material, gloss);
  // About the middle of its foot: the picture then meets the foot's front edge all along it.
  const line = Math.min(footLine(product), Math.round(layout.baseY + layout.footShift));
  const rows = Math.min(picture.height - line, product.height);
  if (strength < 0.01 || rows < 2) return;
  const flipped = createRaster(product.width, rows, 4);
  for (let y = 0; y < rows; y++) {
    const from = line - 1 - y - product.top;
    if (from < 0) break;
    const fade = strength * (1 - (0.9 * y) / rows);
    for (let x = 0; x < product.width; x++) {
      const source = (from * product.width + x) * 4;
      const alpha = product.data[source + 3] * fade;
      const target = (y * product.width + x) * 4;
      for (let c = 0; c < 3; c++) {
        flipped.data[target + c] =
          (toneMapInverse(srgbToLinear(product.data[source + c])) / exposure) * alpha;
      }
      flipped.data[target + 3] = alpha;
    }
  }
  const soft = await gaussianBlur(
    flipped,
    0.6 + roughness * 0.12 * Math.sqrt(product.width * product.height),
  );
  const whole = createRaster(picture.width, rows, 4);
  for (let y = 0; y < rows; y++) {
    whole.data.set(
      soft.data.subarray(y * product.width * 4, (y + 1) * product.width * 4),
      (y * picture.width + product.left) * 4,
    );
  }
  const start = line * picture.width * 3;
  compositeOver(
    { ...whole, channels: 3, data: picture.data.subarray(start, start + rows * picture.width * 3) },
    whole,
  );
}

/** How much of what stands on it a surface mirrors, seen as the product is, 0..0.82. */
export function mirrorStrength(
  { camera }: Pick<Layout, 'camera'>,
  material: Material,
  gloss: number,
): number {
  const elevation = Math.atan2(camera.heightCm, camera.distanceCm);
  const roughness = meanRoughness(material);
  if (roughness > ROUGHEST) return 0;
  const grazing = (1 - Math.sin(elevation)) ** 5;
  return Math.min(
    0.82,
    (material.f0 + (1 - material.f0) * grazing) *
      gloss *
      1.15 *
      (1 - roughness / ROUGHEST) ** 1.5 *
      Math.max(0, 1 - meanSlope(material) / STEEPEST),
  );
}

/** The row under the product's lowest opaque pixels. */
function footLine({ top, width, height, data }: PlacedProduct): number {
  for (let y = height - 1; y >= 0; y--) {
    for (let x = 0; x < width; x++) if (data[(y * width + x) * 4 + 3] > 0.5) return top + y + 1;
  }
  return top + height;
}

function meanRoughness(material: Material): number {
  const { side, data } = material.levels[material.levels.length - 1];
  let sum = 0;
  for (let i = 0; i < side * side; i++) sum += data[i * TEXEL_BYTES + 3];
  return sum / (side * side) / 255;
}

function meanSlope(material: Material): number {
  const { side, data } = material.levels[Math.min(2, material.levels.length - 1)];
  let sum = 0;
  for (let i = 0; i < side * side; i++) {
    const root = Math.abs(data[i * TEXEL_BYTES + 5] - 128) / 127;
    sum += root * root * 2;
  }
  return sum / (side * side);
}
