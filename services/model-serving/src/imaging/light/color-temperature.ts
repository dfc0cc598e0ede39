import { blackBody } from '../color/black-body.ts';
import { luminance } from '../color/srgb.ts';

/**
 * Linear sRGB of a black body at `kelvin` (1,800 to 12,000) with luminance 1, as a camera shows it whose white
 * balance has gone a little more than half of the way to neutral.
 */
export function temperatureToRgb(kelvin: number): [number, number, number] {
  const seen = Math.min(12_000, Math.max(1_800, kelvin)) ** SEEN * NEUTRAL_K ** (1 - SEEN);
  const light = blackBody(seen);
  const neutral = blackBody(NEUTRAL_K);
  const rgb = light.map((value, c) => Math.max(0.02, value / neutral[c]));
  const y = luminance(rgb[0], rgb[1], rgb[2]);
  return [rgb[0] / y, rgb[1] / y, rgb[2] / y];
}

const NEUTRAL_K = 5600;
const SEEN = 0.44;
