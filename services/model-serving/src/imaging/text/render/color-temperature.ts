import { blackBody } from '../../color/black-body.ts';
import { luminance } from '../../color/srgb.ts';

/**
 * Colour of a black body at `kelvin` (limited to 1,667..12,000), linear sRGB of luminance 1 relative to
 * daylight of 6,500 K, which is white.
 */
export function colorTemperature(kelvin: number): [number, number, number] {
  const colour = blackBody(kelvin);
  const white = blackBody(6500);
  const balanced = colour.map((value, c) => Math.max(0, value / white[c]));
  const y = luminance(balanced[0], balanced[1], balanced[2]);
  return [balanced[0] / y, balanced[1] / y, balanced[2] / y];
}
