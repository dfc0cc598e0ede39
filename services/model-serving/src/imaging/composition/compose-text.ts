import type { Light } from '@nanococoa/proto/common/v1/scene.ts';
import { LINEAR_TO_SRGB255 } from '../color/srgb.ts';
import type { Picture8 } from '../io/decode-image.ts';
import type { Raster } from '../raster/raster.ts';
import type { Rect } from '../text/layout/text-area.ts';
import { blendText } from './blend-text.ts';
import { lowContrast, measureContrast } from './contrast.ts';
import { choosePlate, type Plate, underPlate } from './contrast-plate.ts';
import { grainText } from './grain-text.ts';
import { cutRegion, type Region } from './region.ts';
import { SHADOW_REACH, shadowMaps } from './shadow-map.ts';
import { strokeWidth } from './text-sprite.ts';

export type Mode = 'overlay' | 'blend' | 'behind';

/** What came out of composing, besides the pixels. */
export interface Composed {
  picture: Picture8;
  /** WCAG contrast ratio that a quarter of the text stays below. */
  contrast: number;
}

/** Opacities of the two shadows: at strength 0 and what strength 1 adds. */
const CAST = [0.12, 0.75] as const;
const AMBIENT = [0.08, 0.45] as const;

/**
 * Sets a text into a picture: shadow, where contrast is low a soft cloud, then the text. Pixels that none of
 * these reaches keep their bytes. In behind mode the product's pixels (mask 255) keep theirs, too.
 */
export async function composeText(input: {
  canvas: Picture8;
  /** The text at its final size. */
  sprite: Picture8;
  place: Rect;
  /** The product, 8-bit grey of the canvas' size. */
  mask: Uint8Array | undefined;
  mode: Mode;
  /** 0..1. */
  strength: number;
  light: Light | undefined;
  /** Whether the picture has the grain of step 1's finish: then the text gets it, too. */
  isGrained: boolean;
  seed: number;
  /** Called between pieces of work with the part done, 0..1. */
  pause: (fraction: number) => Promise<void>;
}): Promise<Composed> {
  const { canvas, sprite, place, mask, mode, strength, light, isGrained, seed, pause } = input;
  const stroke = strokeWidth(sprite);
  const region = cutRegion({
    canvas,
    sprite,
    place,
    mask,
    reach: SHADOW_REACH * stroke,
    behind: mode === 'behind',
  });
  await pause(0.15);
  const { cast, ambient } = await shadowMaps(region.alpha, stroke, light);
  await pause(0.4);
  const castOpacity = CAST[0] + CAST[1] * strength;
  const ambientOpacity = AMBIENT[0] + AMBIENT[1] * strength;
  if (mode === 'blend') await blendText(region, stroke, strength);
  if (isGrained) grainText(region, seed, mode === 'blend' ? 1 + strength : 1);
  const shade = new Float32Array(region.alpha.data.length);
  for (let i = 0; i < shade.length; i++) {
    const open = mode === 'behind' ? 1 - region.product.data[i] : 1;
    const lost = 1 - (1 - castOpacity * cast.data[i]) * (1 - ambientOpacity * ambient.data[i]);
    shade[i] = 1 - lost * open;
    for (let c = 0; c < 3; c++) region.picture.data[i * 3 + c] *= shade[i];
  }
  await pause(0.6);
  const measure = () => measureContrast({ ...region, ambient, stroke });
  const cells = measure();
  const plate = await choosePlate(cells, { alpha: region.alpha, ambient, stroke });
  if (plate) applyPlate(region, plate);
  await pause(0.8);
  const data = writeRegion(canvas, region, shade, plate?.mask);
  return { picture: { ...canvas, data }, contrast: lowContrast(plate ? measure() : cells) };
}

/** The product stays out of the cloud. */
function applyPlate({ picture, product }: Region, { mask, strength }: Plate): void {
  for (let i = 0; i < mask.data.length; i++) {
    mask.data[i] *= 1 - product.data[i];
    for (let c = 0; c < 3; c++) {
      picture.data[i * 3 + c] = underPlate(picture.data[i * 3 + c], strength * mask.data[i]);
    }
  }
}

/** Below these a pixel counts as untouched: less than half an 8-bit step. */
const UNTOUCHED = 1 / 600;

function writeRegion(
  canvas: Picture8,
  region: Region,
  shade: Float32Array,
  plate: Raster | undefined,
): Buffer {
  const { box, picture, text, alpha } = region;
  const data = Buffer.from(canvas.data);
  for (let i = 0; i < alpha.data.length; i++) {
    const a = alpha.data[i];
    const touched = a > 0 || 1 - shade[i] > UNTOUCHED || (plate !== undefined && plate.data[i] > UNTOUCHED);
    if (!touched) continue;
    const x = box.x + (i % box.width);
    const y = box.y + Math.floor(i / box.width);
    const t = (y * canvas.width + x) * 4;
    const under = (data[t + 3] / 255) * (1 - a);
    const total = a + under;
    if (total <= 0) continue;
    for (let c = 0; c < 3; c++) {
      const value = (text.data[i * 3 + c] * a + picture.data[i * 3 + c] * under) / total;
      data[t + c] = LINEAR_TO_SRGB255[Math.round(Math.min(1, value) * 16384)] + 0.5;
    }
    data[t + 3] = total * 255 + 0.5;
  }
  return data;
}
