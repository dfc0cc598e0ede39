import type { Camera, Light } from '@nanococoa/proto/common/v1/scene.ts';
import type { Picture8 } from '../io/decode-image.ts';
import { sharedBytes, toSharedBytes } from '../parallel/shared-array.ts';
import type { Rect } from '../text/layout/text-area.ts';
import { blendText } from './blend-text.ts';
import { chooseScrim } from './choose-scrim.ts';
import { lowContrast, measureContrast } from './contrast.ts';
import { grainText } from './grain-text.ts';
import { groundSlope } from './ground-shadow.ts';
import { cutRegion } from './region.ts';
import { createScrim, layScrim } from './scrim.ts';
import { shadeRegion, writeRegion } from './shade-region.ts';
import { SHADOW_REACH, shadowMaps } from './shadow-map.ts';
import { shadowOpacities } from './shadow-opacities.ts';
import { strokeWidth } from './stroke-width.ts';
import { castGlow } from './wall-glow.ts';

export type Mode = 'overlay' | 'blend' | 'behind';

/** What came out of composing, besides the pixels. */
export interface Composed {
  picture: Picture8;
  /** WCAG contrast ratio that a quarter of the text stays below. */
  contrast: number;
}

/**
 * Sets a text into a picture: shadow, where contrast is low a wide scrim, then the text. Pixels that none of
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
  /** The scene's camera; undefined: no surface is known for letters to stand on. */
  camera: Camera | undefined;
  /** Whether step 1 made the picture: then the text gets its grain, too, and the light on it may be changed. */
  isGrained: boolean;
  /** Whether the letters are lamps, such as neon: they light the picture and throw no shadow. */
  isLamp: boolean;
  seed: number;
  /** Called between pieces of work with the part done, 0..1. */
  pause: (fraction: number) => Promise<void>;
}): Promise<Composed> {
  const { canvas, sprite, place, mask, mode, strength, light, camera, isGrained, isLamp, seed, pause } =
    input;
  const letters = { width: sprite.width, height: sprite.height, data: toSharedBytes(sprite.data) };
  const stroke = await strokeWidth(letters);
  await pause(0.02);
  // The text is set into a copy: what the text does not reach keeps its bytes.
  const pixels = { width: canvas.width, height: canvas.height, data: sharedBytes(canvas.data.length) };
  pixels.data.set(canvas.data);
  if (isLamp && isGrained) await castGlow({ canvas: pixels, letters, place, tube: stroke, mask });
  const slope = groundSlope(place, canvas, light, camera);
  const lying = slope ? place.height * Math.max(Math.abs(slope.across), Math.abs(slope.down)) : 0;
  const region = await cutRegion({
    canvas: pixels,
    sprite: letters,
    place,
    mask,
    // A long shadow fades before it leaves the region; more would cost memory on large canvases.
    reach: Math.max(SHADOW_REACH * stroke, Math.min(lying, place.height * 0.6)),
    behind: mode === 'behind',
    pause: (fraction) => pause(0.15 * fraction),
  });
  await pause(0.15);
  const shadows = await shadowMaps(
    region.alpha,
    stroke,
    light,
    slope && { footY: place.y + place.height - region.box.y, slope },
    () => pause(0.2),
  );
  await pause(0.4);
  const opacities = isLamp
    ? { cast: 0, ambient: 0, tint: [1, 1, 1] as const }
    : shadowOpacities(region, shadows.ambient, strength);
  await pause(0.45);
  if (mode === 'blend') await blendText(region, stroke, strength);
  if (isGrained) await grainText(region, seed, mode === 'blend' ? 1 + strength : 1);
  const shade = await shadeRegion(region, shadows, opacities, {
    behind: mode === 'behind',
    pause: (fraction) => pause(0.5 + 0.1 * fraction),
  });
  await pause(0.6);
  const measure = (fraction: number) =>
    measureContrast({ ...region, ambient: shadows.ambient, stroke, pause: () => pause(fraction) });
  const cells = await measure(0.62);
  await pause(0.65);
  // A picture that the user made keeps its bytes but under the text and its shadow.
  const scrim = isGrained ? chooseScrim(cells) : 0;
  if (scrim !== 0) await layScrim(pixels, region, createScrim(scrim, place, canvas), mask);
  await pause(0.8);
  await writeRegion(pixels, region, {
    shade,
    pause: (fraction) => pause(0.8 + 0.15 * fraction),
  });
  await pause(0.97);
  const data = Buffer.from(pixels.data.buffer);
  return { picture: { ...canvas, data }, contrast: lowContrast(scrim !== 0 ? await measure(0.98) : cells) };
}
