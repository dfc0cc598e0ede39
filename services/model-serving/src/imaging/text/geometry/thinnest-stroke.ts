import type { Field } from './field.ts';

/** Which part of the strokes' middle lines may be thinner than what is reported: tips and joints are. */
const PERCENTILE = 0.12;
/** Gaps wider than this are no gaps between strokes, em. */
const WIDEST_GAP_EM = 0.22;

/**
 * Half the width of the thinnest strokes, in texels: a low percentile of the depth along the strokes' middle
 * lines, where the distance field has its ridges (its slope vanishes there). 0 for an empty field.
 */
export function thinnestHalfStroke(field: Pick<Field, 'width' | 'height' | 'distance'>): number {
  return ridge(field, -1, Infinity, PERCENTILE) ?? 0;
}

/** Half the width of most strokes, in texels; 0 for an empty field. */
export function usualHalfStroke(field: Pick<Field, 'width' | 'height' | 'distance'>): number {
  return ridge(field, -1, Infinity, 0.5) ?? 0;
}

/** Half the width of the narrowest gaps between strokes, in texels; Infinity where strokes stand far apart. */
export function narrowestHalfGap(field: Field): number {
  return ridge(field, 1, (WIDEST_GAP_EM / 2) * field.texelsPerEm, PERCENTILE) ?? Infinity;
}

function ridge(
  { width, height, distance }: Pick<Field, 'width' | 'height' | 'distance'>,
  sign: 1 | -1,
  most: number,
  percentile: number,
): number | undefined {
  const depths: number[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const depth = distance[i] * sign;
      if (depth < 0.8 || depth > most) continue;
      const slopeX = (distance[i + 1] - distance[i - 1]) / 2;
      const slopeY = (distance[i + width] - distance[i - width]) / 2;
      if (slopeX * slopeX + slopeY * slopeY < 0.2) depths.push(depth);
    }
  }
  depths.sort((a, b) => a - b);
  return depths[Math.floor(depths.length * percentile)];
}
