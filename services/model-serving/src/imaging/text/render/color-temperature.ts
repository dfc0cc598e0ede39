import { blackBody } from '../../color/black-body.ts';

/**
 * Colour of a black body at `kelvin` (limited to 1,667..12,000), linear sRGB of luminance 1 relative to
 * daylight of 6,500 K, which is white.
 */
export function colorTemperature(kelvin: number): [number, number, number] {
  const colour = blackBody(kelvin);
  const white = blackBody(6500);
  const balanced = colour.map((value, c) => Math.max(0, value / white[c]));
  const y = 0.2126 * balanced[0] + 0.7152 * balanced[1] + 0.0722 * balanced[2];
  return [balanced[0] / y, balanced[1] / y, balanced[2] / y];
}
