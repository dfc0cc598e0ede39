import type { Light } from '@nanococoa/proto/common/v1/scene.ts';
import { gaussianBlur } from '../raster/gaussian-blur.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import { type GroundSlope, groundShadow } from './ground-shadow.ts';

/** How much light the text takes from the picture, on a region of the canvas. */
export interface ShadowMaps {
  /** From the key light: offset away from it, as soft as the light is large. */
  cast: Raster;
  /** From all around: close to the letters, wide and weak. */
  ambient: Raster;
}

const DEFAULT_LIGHT: Pick<Light, 'azimuthDeg' | 'elevationDeg' | 'radiusDeg'> = {
  azimuthDeg: -48,
  elevationDeg: 42,
  radiusDeg: 4,
};

/** Shadows reach at most this many stroke widths beyond the letters. */
export const SHADOW_REACH = 6;

/**
 * Shadows of the letters as if they floated `stroke` pixels (a stroke's width) before the picture, or of letters that
 * stand on the surface, their foot at row `ground.footY`. `alpha` is the region's text alpha, 0..1, with free room of
 * SHADOW_REACH strokes around.
 */
export async function shadowMaps(
  alpha: Raster,
  stroke: number,
  light: Light | undefined,
  ground?: { footY: number; slope: GroundSlope },
  pause?: () => Promise<void>,
): Promise<ShadowMaps> {
  const { azimuthDeg, elevationDeg, radiusDeg } = light ?? DEFAULT_LIGHT;
  const azimuth = (azimuthDeg * Math.PI) / 180;
  const elevation = (elevationDeg * Math.PI) / 180;
  const across = -Math.sin(azimuth) * Math.cos(elevation) * 1.4;
  const down = 0.6 + 0.5 * Math.sin(elevation);
  const softness = 0.45 + 0.045 * Math.min(12, Math.max(0.5, radiusDeg));
  const cast = ground
    ? await groundShadow(alpha, ground.footY, ground.slope, stroke)
    : await gaussianBlur(shift(alpha, across * stroke, down * stroke), softness * stroke, pause);
  const ambient = await gaussianBlur(shift(alpha, 0, 0.35 * stroke), 1.35 * stroke, pause);
  return { cast, ambient };
}

/** Moves a map by whole pixels; what comes in is 0. */
function shift(map: Raster, dx: number, dy: number): Raster {
  const { width, height } = map;
  const out = createRaster(width, height, 1);
  const x = Math.round(dx);
  const y = Math.round(dy);
  for (let row = Math.max(0, y); row < Math.min(height, height + y); row++) {
    const from = (row - y) * width;
    const first = Math.max(0, x);
    const count = width - Math.abs(x);
    if (count > 0)
      out.data.set(map.data.subarray(from + first - x, from + first - x + count), row * width + first);
  }
  return out;
}
