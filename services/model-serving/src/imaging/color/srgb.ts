/** sRGB-encoded value 0..1 to linear light 0..1 (IEC 61966-2-1). */
export function srgbToLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Linear light 0..1 to sRGB-encoded 0..1 (IEC 61966-2-1). */
export function linearToSrgb(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

/** Linear light of each 8-bit sRGB value. */
export const SRGB8_TO_LINEAR = Float32Array.from({ length: 256 }, (_, i) => srgbToLinear(i / 255));

/** Linear light to sRGB 0..255 without rounding, by table: `table[round(value * 16384)]`, error below 0.11. */
export const LINEAR_TO_SRGB255 = Float32Array.from({ length: 16386 }, (_, i) =>
  Math.min(255, linearToSrgb(i / 16384) * 255),
);

/** "#rrggbb" to linear light. */
export function hexToLinear(hex: string): [number, number, number] {
  return [1, 3, 5].map((at) => SRGB8_TO_LINEAR[Number.parseInt(hex.slice(at, at + 2), 16)]) as [
    number,
    number,
    number,
  ];
}

/** Luminance of linear sRGB (Rec. 709 weights). */
export function luminance(r: number, g: number, b: number): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
