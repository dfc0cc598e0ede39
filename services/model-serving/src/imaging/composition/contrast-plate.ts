import { gaussianBlur } from '../raster/gaussian-blur.ts';
import type { Raster } from '../raster/raster.ts';
import { type CellContrast, cellRatio, isAround, LARGE_TEXT_CONTRAST, lowContrast } from './contrast.ts';

/** A soft cloud behind letters that darkens (negative) or lightens (positive) the picture. */
export interface Plate {
  /** -MAX_DARKEN..MAX_LIGHTEN: the part by which luminance falls, or moves towards white. */
  strength: number;
  /** Where, 0..1. */
  mask: Raster;
}

/** More would look like a stain, on a bright picture sooner than on a dark one. */
const MAX_DARKEN = 0.5;
const MAX_DARKEN_BRIGHT = 0.4;
/** Luminance from which a picture is bright. */
const BRIGHT = 0.45;
const MAX_LIGHTEN = 0.4;
const STEPS = 12;
/** A little above what is required: the cloud is not equally dense everywhere. */
const TARGET = LARGE_TEXT_CONTRAST * 1.15;

/**
 * The weakest cloud that lifts a low contrast above 3:1, or as near as it gets; undefined when contrast is
 * enough. Both directions are tried on the measured cells: the mean of their ratios (capped at TARGET)
 * decides.
 */
export async function choosePlate(
  cells: readonly CellContrast[],
  { alpha, ambient, stroke }: { alpha: Raster; ambient: Raster; stroke: number },
): Promise<Plate | undefined> {
  let best = { strength: 0, score: score(cells, 0) };
  if (lowContrast(cells) >= LARGE_TEXT_CONTRAST) return undefined;
  const mask = await cloud(alpha, stroke);
  const density = densityAround(mask, alpha, ambient);
  const mean = cells.reduce((sum, { around }) => sum + around, 0) / cells.length;
  const darken = mean > BRIGHT ? MAX_DARKEN_BRIGHT : MAX_DARKEN;
  for (let step = 1; step <= STEPS; step++) {
    for (const strength of [(-darken * step) / STEPS, (MAX_LIGHTEN * step) / STEPS]) {
      // A weak cloud that nearly does it beats a strong one; a dark one passes for shadow, a light one looks
      // like fog.
      const value = score(cells, strength * density) - (strength < 0 ? 0.12 : 0.7) * Math.abs(strength);
      if (value > best.score + 0.01) best = { strength, score: value };
    }
  }
  if (best.strength === 0) return undefined;
  return { strength: best.strength, mask };
}

/**
 * The letters' alpha, blurred and filled up: a cloud that is dense between the letters and fades out around
 * them.
 */
async function cloud(alpha: Raster, stroke: number): Promise<Raster> {
  const mask = await gaussianBlur(alpha, 2 * stroke);
  mask.data.forEach((value, i) => {
    const grown = Math.min(1, value * 2.1);
    mask.data[i] = grown * grown * (3 - 2 * grown);
  });
  return mask;
}

/** How dense the cloud is, on average, on the pixels right around the letters. */
function densityAround(mask: Raster, alpha: Raster, ambient: Raster): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < mask.data.length; i++) {
    if (!isAround(alpha.data[i], ambient.data[i])) continue;
    sum += mask.data[i];
    count++;
  }
  return count > 0 ? sum / count : 1;
}

/** A luminance or channel value under the cloud. */
export function underPlate(value: number, strength: number): number {
  return strength < 0 ? value * (1 + strength) : value + (1 - value) * strength;
}

function score(cells: readonly CellContrast[], strength: number): number {
  const total = cells.reduce((sum, cell) => {
    return sum + Math.min(1, cellRatio(cell, underPlate(cell.around, strength)) / TARGET);
  }, 0);
  return total / cells.length;
}
