import { type CameraOptions, createCamera } from '../camera/camera.ts';
import { luminance, srgbToLinear } from '../color/srgb.ts';
import { createGobo, type GoboPlan } from '../light/gobo.ts';
import { clamp01, smoothstep } from '../math/noise.ts';
import type { Layout } from '../render/layout.ts';
import type { PlacedProduct } from './place-product.ts';

/**
 * The declared re-light: a product pixel's light (through the inverse of the tone curve) is multiplied by
 * `at(x, y)`, which varies smoothly over the canvas and does not depend on the pixel.
 */
export interface Relight {
  /** Writes the gains for R, G, B at canvas point (x, y). All 1 when the strength is 0. */
  at(x: number, y: number, out: Float32Array): void;
}

export interface RelightOptions {
  product: PlacedProduct;
  layout: Layout;
  /** 0 keeps the photo's light, 1 takes the scene's. */
  strength: number;
  /** Colour of the scene's light, luminance 1. */
  sceneLight: [number, number, number];
  /** Brightness of the scene relative to a photo's. */
  level: number;
  /** Exposure of the scene: white in its full light times this is what the tone curve gets. */
  exposure: number;
  /** Unit direction towards the key light, and its share of all light. */
  keyDirection: [number, number, number];
  keyShare: number;
  gobo: GoboPlan;
}

/** At full strength the product's white goes this share of the way to the scene's light. */
const COLOR_SHARE = 1.05;
/** Exposure that shows a product as its photo does; how far a darker or brighter scene takes it along. */
const PHOTO_EXPOSURE = 0.98;
const EXPOSURE_SHARE = 1;
/** From one side of the product to the other, in flat light and what the key light's share adds. */
const SIDE_RAMP = 0.1;
const KEY_RAMP = 0.26;
const LOWER_SHADE = 0.22;
const GOBO_SHADE = 0.5;

/** The re-light as plain data. */
export interface RelightPlan {
  /** Gains for R, G, B without shades. */
  base: number[];
  /** Where the product stands, canvas pixels. */
  box: { left: number; top: number; width: number; height: number };
  /** Centimetres of the scene that a pixel of the product's height stands for. */
  cmPerPixel: number;
  camera: CameraOptions;
  strength: number;
  /** How much the side towards the key light is brighter than the middle at full strength. */
  ramp: number;
  keyDirection: [number, number, number];
  gobo: GoboPlan;
}

export function planRelight(options: RelightOptions): RelightPlan {
  const { product, layout, strength, sceneLight, keyDirection, gobo } = options;
  const level =
    options.level * Math.min(1.12, Math.max(0.6, options.exposure / PHOTO_EXPOSURE)) ** EXPOSURE_SHARE;
  const photo = photoLight(product);
  const gains = sceneLight.map((value, c) => (value / photo[c]) ** (COLOR_SHARE * strength));
  const grey = luminance(gains[0], gains[1], gains[2]);
  const { left, top, width, height } = product;
  return {
    base: gains.map((gain) => (gain / grey) * level ** strength),
    box: { left, top, width, height },
    cmPerPixel: layout.cmPerPixel / layout.productScale,
    camera: layout.camera,
    ...{ strength, keyDirection, gobo, ramp: SIDE_RAMP + KEY_RAMP * options.keyShare },
  };
}

export function createRelight(plan: RelightPlan): Relight {
  const { base, box, strength, keyDirection } = plan;
  const middleX = box.left + box.width / 2;
  const halfWidth = Math.max(1, box.width / 2);
  const ray = new Float32Array(3);
  const camera = createCamera(plan.camera);
  const gobo = createGobo(plan.gobo);
  // Seen from low, the pattern would run over the product in bands that its shape does not explain.
  const above = clamp01((Math.atan2(camera.heightCm, camera.distanceCm) * 180) / Math.PI / 40);
  const goboShade = strength * GOBO_SHADE * above * above;
  return {
    at(x, y, out) {
      const across = Math.max(-1.2, Math.min(1.2, (x - middleX) / halfWidth));
      const down = clamp01((y - box.top) / box.height);
      let shade = 1 + strength * plan.ramp * (across * keyDirection[0] + (0.45 - down) * 0.5);
      shade *= 1 - strength * LOWER_SHADE * smoothstep(0.55, 1.05, down);
      if (gobo !== undefined) {
        // Where the light that falls on this height of the product would meet the surface.
        camera.ray(x, y, ray);
        const heightCm = (1 - down) * box.height * 0.5 * plan.cmPerPixel;
        const t = (camera.heightCm - heightCm) / Math.max(0.05, -ray[1]);
        const z = Math.max(-60, camera.distanceCm + ray[2] * t);
        const shift = heightCm / Math.max(0.2, keyDirection[1]);
        const seen = gobo(ray[0] * t - keyDirection[0] * shift, z - keyDirection[2] * shift);
        shade *= 1 - goboShade * (1 - seen);
      }
      for (let c = 0; c < 3; c++) out[c] = base[c] * shade;
    },
  };
}

/** The estimate of the photo's light is taken this far, and no channel further off white than LARGEST_CAST. */
const TRUST = 0.6;
const LARGEST_CAST = 0.1;

/**
 * Colour of the light in the photo, luminance about 1: the mean of the product's bright pixels that are nearly
 * without colour, the less coloured the more; white when there are too few to tell. A pale tint of the product itself
 * looks the same as a cast, hence the limits.
 */
function photoLight({ data }: PlacedProduct): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] < 0.95) continue;
    const most = Math.max(data[i], data[i + 1], data[i + 2]);
    const least = Math.min(data[i], data[i + 1], data[i + 2]);
    if (most < 0.6 || most > 0.97 || least / most < 0.72) continue;
    const weight = (least / most - 0.7) / 0.3;
    for (let c = 0; c < 3; c++) sum[c] += weight * srgbToLinear(data[i + c]);
    count++;
  }
  if (count < data.length / 4 / 400) return [1, 1, 1];
  const grey = luminance(...sum);
  const cast = (value: number) => Math.max(-LARGEST_CAST, Math.min(LARGEST_CAST, TRUST * (value / grey - 1)));
  return [1 + cast(sum[0]), 1 + cast(sum[1]), 1 + cast(sum[2])];
}
