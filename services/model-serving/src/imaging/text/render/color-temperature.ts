/**
 * Colour of a black body at `kelvin` (limited to 1,667..12,000), linear sRGB of luminance 1 relative to
 * daylight of 6,500 K, which is white. Source: Kim et al. 2002, cubic approximation of the Planckian locus.
 */
export function colorTemperature(kelvin: number): [number, number, number] {
  const colour = planckian(kelvin);
  const white = planckian(6500);
  const balanced = colour.map((value, c) => Math.max(0, value / white[c]));
  const y = 0.2126 * balanced[0] + 0.7152 * balanced[1] + 0.0722 * balanced[2];
  return [balanced[0] / y, balanced[1] / y, balanced[2] / y];
}

function planckian(kelvin: number): [number, number, number] {
  const t = 1000 / Math.min(12000, Math.max(1667, kelvin));
  const x =
    kelvin < 4000
      ? -0.2661239 * t ** 3 - 0.234358 * t ** 2 + 0.8776956 * t + 0.17991
      : -3.0258469 * t ** 3 + 2.1070379 * t ** 2 + 0.2226347 * t + 0.24039;
  const y =
    kelvin < 2222
      ? -1.1063814 * x ** 3 - 1.3481102 * x ** 2 + 2.18555832 * x - 0.20219683
      : kelvin < 4000
        ? -0.9549476 * x ** 3 - 1.37418593 * x ** 2 + 2.09137015 * x - 0.16748867
        : 3.081758 * x ** 3 - 5.8733867 * x ** 2 + 3.75112997 * x - 0.37001483;
  const bigX = x / y;
  const bigZ = (1 - x - y) / y;
  return [
    3.2406 * bigX - 1.5372 - 0.4986 * bigZ,
    -0.9689 * bigX + 1.8758 + 0.0415 * bigZ,
    0.0557 * bigX - 0.204 + 1.057 * bigZ,
  ];
}
