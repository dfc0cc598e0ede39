import type { Camera, Light } from '@nanococoa/proto/common/v1/scene.ts';
import { gaussianBlur } from '../raster/gaussian-blur.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import type { Rect } from '../text/layout/text-area.ts';

/** How a shadow lies on the surface under letters that stand on it, canvas pixels for each pixel of their height. */
export interface GroundSlope {
  /** To the right. */
  across: number;
  /** Down the canvas, towards the viewer. */
  down: number;
}

/** The surface begins lower than this, fraction of the height: behind it lies what is out of focus. */
const SURFACE_FROM = 0.34;
/** And this far below the horizon. */
const BELOW_HORIZON = 0.06;
/** Longest shadow, in heights of the letters: lower light would draw it over the product. */
const LONGEST = 0.9;

/**
 * How letters that stand with their foot at `place`'s lower edge throw their shadow onto the scene's surface; undefined
 * when their foot is above where the surface can begin: then they hover before the backdrop.
 */
export function groundSlope(
  place: Rect,
  canvas: { width: number; height: number },
  light: Light | undefined,
  camera: Camera | undefined,
): GroundSlope | undefined {
  if (!light || !camera || camera.verticalFovDeg <= 0) return undefined;
  const { height } = canvas;
  const foot = place.y + place.height;
  const pitch = (camera.pitchDeg * Math.PI) / 180;
  const focal = height / 2 / Math.tan((camera.verticalFovDeg * Math.PI) / 360);
  const horizon = height / 2 - Math.tan(pitch) * focal;
  if (foot < Math.max(SURFACE_FROM * height, horizon + BELOW_HORIZON * height)) return undefined;
  const seenFrom = pitch + Math.atan((foot - height / 2) / focal);
  const azimuth = (light.azimuthDeg * Math.PI) / 180;
  const length = Math.min(LONGEST, 1 / Math.tan((Math.max(15, light.elevationDeg) * Math.PI) / 180));
  const down = Math.cos(azimuth) * length * Math.sin(seenFrom);
  // Light from the side draws a line: as thick as the letters are deep.
  const thick = Math.abs(down) < 0.1 ? 0.1 * (down < 0 ? -1 : 1) : down;
  return { across: -Math.sin(azimuth) * length, down: thick };
}

/**
 * The shadow of standing letters on the surface: `alpha` sheared and flattened about their foot, row `footY` of the
 * region, crisp where it begins and softer with its distance.
 */
export async function groundShadow(
  alpha: Raster,
  footY: number,
  slope: GroundSlope,
  stroke: number,
): Promise<Raster> {
  const { width, height } = alpha;
  const lying = createRaster(width, height, 1);
  for (let y = 0; y < height; y++) {
    const rise = (y + 0.5 - footY) / slope.down;
    const from = footY - rise;
    const row = Math.floor(from);
    if (rise < 0 || row < 0 || row >= height) continue;
    const fade = Math.exp(-rise / (14 * stroke));
    const shift = slope.across * rise;
    for (let x = 0; x < width; x++) {
      const column = Math.round(x - shift);
      if (column >= 0 && column < width) lying.data[y * width + x] = alpha.data[row * width + column] * fade;
    }
  }
  const crisp = await gaussianBlur(lying, 0.12 * stroke);
  const soft = await gaussianBlur(lying, 0.5 * stroke);
  for (let y = 0; y < height; y++) {
    const far = Math.min(1, Math.max(0, (y - footY) / slope.down / (3 * stroke)));
    for (let i = y * width; i < (y + 1) * width; i++) crisp.data[i] += (soft.data[i] - crisp.data[i]) * far;
  }
  return crisp;
}
