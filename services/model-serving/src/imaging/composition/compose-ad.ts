import type { Warning } from '@nanococoa/proto/common/v1/job.ts';
import type { Camera, Light } from '@nanococoa/proto/common/v1/scene.ts';
import type { Picture8 } from '../io/decode-image.ts';
import { fitPicture } from '../io/fit-picture.ts';
import type { Rect, VerticalAnchor } from '../text/layout/text-area.ts';
import { choosePlace } from './choose-place.ts';
import { type Composed, composeText, type Mode } from './compose-text.ts';
import { layTypography } from './lay-typography.ts';
import { isInsideSafeArea, type Placement } from './place-text.ts';
import { productCoverage } from './product-coverage.ts';
import { riseAboveProduct } from './rise-above-product.ts';
import { alphaBounds, bodyOf, cropPicture } from './text-sprite.ts';
import { composeWarnings } from './warnings.ts';

/** A picture and the text to set into it. */
export interface AdParts {
  canvas: Picture8;
  /** The text layer, with transparency: of any size where its ink is to be placed, else it covers the canvas. */
  text: Picture8;
  /** Where a laid-out layer is a body that casts a shadow, 8-bit grey of the canvas' size; undefined: everywhere. */
  volume: Uint8Array | undefined;
  /** Whether the layer lies where it is to stay; else its ink is placed by `position`. */
  isLaidOut: boolean;
  /** The product, 8-bit grey of the canvas' size. */
  mask: Uint8Array | undefined;
  position: VerticalAnchor | 'auto';
  mode: Mode;
  strength: number;
  light: Light | undefined;
  /** The scene's camera; undefined: no surface is known for letters to stand on. */
  camera: Camera | undefined;
  /** Whether the picture has the grain of step 1's finish: then the text gets it, too. */
  isGrained: boolean;
  /** Whether the letters are lamps, such as neon. */
  isLamp: boolean;
  seed: number;
}

export interface ComposedAd {
  picture: Picture8;
  /** Where the text stands; undefined when the layer is empty. */
  place: Placement | undefined;
  warnings: Warning[];
}

/** Part of a laid-out layer's alpha from which it is ink: less is the haze under type, which may reach further. */
const INK_ALPHA = 0.7 * 255;

/** Step 3 on pixels: places the text, sets it in, checks the result. An empty text layer changes nothing. */
export async function composeAd(
  parts: AdParts,
  pause: (fraction: number) => Promise<void>,
): Promise<ComposedAd> {
  const ink = alphaBounds(parts.text);
  await pause(0.01);
  if (!ink) return { picture: parts.canvas, place: undefined, warnings: [] };
  // Without a mask nothing can stand in front of the text.
  const mode: Mode = parts.mode === 'behind' && !parts.mask ? 'overlay' : parts.mode;
  const composed = await (parts.isLaidOut ? setLayer : placeInk)({ ...parts, mode }, ink, pause);
  await pause(0.95);
  const { picture, place, contrast, coverage } = composed;
  const warnings = composeWarnings({
    ...{ contrast, coverage, mode: parts.mode },
    insideSafeArea: isInsideSafeArea(place, parts.canvas),
    hasMask: parts.mask !== undefined,
  });
  return { picture, place, warnings };
}

type Pause = Parameters<typeof composeAd>[1];

/** A layer of any origin: its ink moves to the position, and out from behind the product. */
async function placeInk(parts: AdParts, ink: Rect, pause: Pause) {
  const { canvas, text, mask, mode } = parts;
  const chosen = choosePlace(parts, ink);
  await pause(0.2);
  const sprite = await fitPicture(cropPicture(text, ink), chosen, 'fill');
  await pause(0.35);
  const place = mode === 'behind' && mask ? riseAboveProduct(sprite, chosen, mask, canvas) : chosen;
  const composed = await composeText({
    ...{ ...parts, sprite, place },
    pause: (fraction) => pause(0.35 + 0.6 * fraction),
  });
  const coverage = mask && productCoverage(sprite, place, mask, canvas.width);
  return { ...composed, place, coverage };
}

/** A layer that step 2 laid out: the body is set into the scene, the typography laid on top. */
async function setLayer(parts: AdParts, ink: Rect, pause: Pause) {
  const { canvas, mask, mode, volume } = parts;
  const text = await fitPicture(parts.text, canvas, 'fill');
  const body = volume ? bodyOf(text, volume) : text;
  await pause(0.05);
  const bodyInk = alphaBounds(body);
  await pause(0.1);
  let composed: Composed = { picture: { ...canvas, data: Buffer.from(canvas.data) }, contrast: 21 };
  await pause(0.15);
  let coverage = mask && productCoverage(text, { x: 0, y: 0, ...sizeOf(text) }, mask, canvas.width);
  if (bodyInk) {
    const sprite = cropPicture(body, bodyInk);
    await pause(0.2);
    composed = await composeText({
      ...{ ...parts, sprite, place: bodyInk },
      pause: (fraction) => pause(0.2 + 0.65 * fraction),
    });
    // What the product hides of print, which stands in front of it, is nothing.
    if (mode === 'behind' && mask) coverage = productCoverage(sprite, bodyInk, mask, canvas.width);
  }
  if (volume) layTypography(composed.picture, text, volume, mode === 'behind' ? mask : undefined);
  return { ...composed, place: alphaBounds(text, INK_ALPHA) ?? ink, coverage };
}

function sizeOf({ width, height }: Picture8): { width: number; height: number } {
  return { width, height };
}
