import type { Light } from '@nanococoa/proto/common/v1/scene.ts';
import { temperatureToRgb } from '../light/color-temperature.ts';
import type { SmallPicture } from './small-picture.ts';

/** Brightness falls off away from the light: stops over the picture's width that count as light from the side. */
const SIDE_STOPS = 0.12;
/** A key light's azimuth when a picture is brighter on one side: what photographers use most. */
const SIDE_DEG = 52;
/** Where the lower part begins, which shows the surface more than what stands behind it. */
const LOWER = 0.45;

/**
 * Guesses the key light of a picture of unknown origin from its broad brightness: the side from the slope of
 * log luminance over the lower part, the height from its slope downwards, the colour from the brightest nearly
 * neutral areas (White Patch, Land 1977, over cells), the ratio from bright to middle.
 */
export function estimateLight(picture: SmallPicture): Light {
  const { across, down } = slopes(picture);
  const sorted = picture.luminance.toSorted();
  const quantile = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  const middle = Math.max(0.01, quantile(0.5));
  const side = Math.min(1, Math.abs(across) / SIDE_STOPS) * Math.sign(across);
  return {
    azimuthDeg: SIDE_DEG * side,
    // Brighter towards the viewer: the light stands high or in front.
    elevationDeg: Math.min(62, Math.max(28, 42 + 8 * down)),
    radiusDeg: 4,
    temperatureK: temperatureOf(picture, quantile(0.8)),
    keyRatio: Math.min(4, Math.max(0.8, quantile(0.95) / middle)),
    exposure: Math.min(1.6, Math.max(0.5, Math.sqrt(middle / 0.2))),
  };
}

/** Stops of brightness from left to right, and from the top to the bottom, of the lower part (least squares). */
function slopes({ width, height, luminance }: SmallPicture): { across: number; down: number } {
  const first = Math.floor(height * LOWER);
  const rows = height - first;
  const moments = { x: 0, y: 0, xx: 0, yy: 0 };
  for (let row = first; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = (column + 0.5) / width - 0.5;
      const y = (row - first + 0.5) / rows - 0.5;
      const stops = Math.log2(luminance[row * width + column] + 0.01);
      moments.x += x * stops;
      moments.y += y * stops;
      moments.xx += x * x;
      moments.yy += y * y;
    }
  }
  return { across: moments.x / Math.max(1e-6, moments.xx), down: moments.y / Math.max(1e-6, moments.yy) };
}

/** Colour temperature of what is bright and nearly grey, kelvin; neutral when nothing is. */
function temperatureOf({ rgb, luminance }: SmallPicture, bright: number): number {
  let red = 0;
  let blue = 0;
  for (let i = 0; i < luminance.length; i++) {
    const [r, g, b] = rgb.subarray(i * 3, i * 3 + 3);
    const chroma = (Math.max(r, g, b) - Math.min(r, g, b)) / Math.max(1e-3, Math.max(r, g, b));
    if (luminance[i] < bright || chroma > 0.7) continue;
    red += r * (1 - chroma);
    blue += b * (1 - chroma);
  }
  if (red === 0 || blue === 0) return 5600;
  const wanted = Math.log(red / blue);
  let best = 5600;
  let least = Number.POSITIVE_INFINITY;
  for (let kelvin = 2200; kelvin <= 10_000; kelvin += 100) {
    const [r, , b] = temperatureToRgb(kelvin);
    const off = Math.abs(Math.log(r / b) - wanted);
    if (off < least) [best, least] = [kelvin, off];
  }
  return best;
}
