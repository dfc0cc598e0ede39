import { LINEAR_TO_SRGB255, SRGB8_TO_LINEAR } from '../color/srgb.ts';
import { bandKernel } from '../parallel/band-kernel.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedBytes } from '../parallel/shared-array.ts';
import type { Rect } from '../text/layout/text-area.ts';
import { underScrim } from './choose-scrim.ts';
import type { CanvasPixels, Region } from './region.ts';

/** A soft change of the light on the part of the picture where a text stands, far too wide for an outline. */
export interface Scrim {
  /** As chooseScrim gives it. */
  strength: number;
  /** The text's box on the canvas. */
  place: Rect;
  /** How far it fades out around the box, canvas pixels. */
  reach: { across: number; down: number };
}

/** A scrim around a text: it fades out over about the height of the text, and over more of the width. */
export function createScrim(strength: number, place: Rect, canvas: { width: number; height: number }): Scrim {
  const down = Math.max(place.height * 0.9, canvas.height * 0.16);
  return { strength, place, reach: { across: Math.max(down, canvas.width * 0.3), down } };
}

/** Lays a scrim over the canvas and over the region that was cut out of it; the product stays out of it. */
export async function layScrim(
  canvas: CanvasPixels,
  region: Region,
  scrim: Scrim,
  mask: Uint8Array | undefined,
): Promise<void> {
  const kept = mask && sharedBytes(mask.length);
  if (mask) kept?.set(mask);
  await runBands({
    ...{ kernel: CANVAS, context: { canvas, scrim, mask: kept }, writes: [canvas.data] },
    ...{ rows: canvas.height, rowPixels: canvas.width },
  });
  await runBands({
    ...{ kernel: REGION, context: { region, scrim }, writes: [region.picture.data] },
    ...{ rows: region.box.height, rowPixels: region.box.width },
  });
}

const CANVAS = bandKernel(import.meta.url, createScrimRows);
const REGION = bandKernel(import.meta.url, createRegionScrimRows);

export function createScrimRows(context: {
  canvas: CanvasPixels;
  scrim: Scrim;
  mask: Uint8Array | undefined;
}) {
  const { canvas, scrim, mask } = context;
  const { width, data } = canvas;
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const strength = densityAt(x, y, scrim) * scrim.strength * (mask ? 1 - mask[i] / 255 : 1);
        if (Math.abs(strength) < 1 / 1000) continue;
        for (let c = i * 4; c < i * 4 + 3; c++) {
          const value = underScrim(SRGB8_TO_LINEAR[data[c]], strength);
          data[c] = LINEAR_TO_SRGB255[Math.round(Math.min(1, value) * 16384)] + 0.5;
        }
      }
    }
  };
}

export function createRegionScrimRows({ region, scrim }: { region: Region; scrim: Scrim }) {
  const { box, picture, product } = region;
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < box.width; x++) {
        const i = y * box.width + x;
        const strength = densityAt(box.x + x, box.y + y, scrim) * scrim.strength * (1 - product.data[i]);
        for (let c = i * 3; c < i * 3 + 3; c++) picture.data[c] = underScrim(picture.data[c], strength);
      }
    }
  };
}

/** 1 on the text, falling to 0 with no edge to be seen (smootherstep). */
function densityAt(x: number, y: number, { place, reach }: Scrim): number {
  const dx = Math.max(0, place.x - x, x - place.x - place.width) / reach.across;
  const dy = Math.max(0, place.y - y, y - place.y - place.height) / reach.down;
  const left = 1 - Math.sqrt(dx * dx + dy * dy);
  return left <= 0 ? 0 : left * left * left * (left * (left * 6 - 15) + 10);
}
