import type { Field } from './field.ts';

/** Which part of the strokes' middle lines may be thinner than what is reported: tips and joints are. */
const PERCENTILE = 0.12;

/**
 * Half the width of the thinnest strokes, in texels: a low percentile of the depth along the strokes' middle
 * lines, where the distance field has its ridges (its slope vanishes there). 0 for an empty field.
 */
export function thinnestHalfStroke({ width, height, distance }: Field): number {
  const depths: number[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const d = distance[i];
      if (d > -0.8) continue;
      const slopeX = (distance[i + 1] - distance[i - 1]) / 2;
      const slopeY = (distance[i + width] - distance[i - width]) / 2;
      if (slopeX * slopeX + slopeY * slopeY < 0.2) depths.push(-d);
    }
  }
  depths.sort((a, b) => a - b);
  return depths[Math.floor(depths.length * PERCENTILE)] ?? 0;
}
