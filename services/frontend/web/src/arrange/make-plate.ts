import { type Colors, fillHole } from './fill-hole.ts';
import { findBox } from './find-box.ts';
import { type KeyDirection, widenMask } from './widen-mask.ts';

/** Pixels of a picture, RGBA. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** What is finer than this part of the picture's longer side is texture. */
const TEXTURE = 1 / 36;
/** Texture stronger than this is a thing, of which nobody wants a second one. */
const STRONGEST = 36;
/** A side narrower than this, in pixels, has no texture to give. */
const NARROWEST = 6;
/** The fill passes into the picture over this part of the longer side. */
const SOFT_EDGE = 1 / 120;

/**
 * A picture with the product taken out: its place is filled smoothly from around it, and gets the texture of what lies
 * beside it in the same rows, where a surface has the same depth and grain.
 */
export function makePlate(picture: Pixels, mask: Uint8Array, key: KeyDirection | undefined): Pixels {
  const { width, height } = picture;
  const plate = { width, height, data: picture.data.slice() };
  const hole = widenMask(mask, width, height, key);
  const box = findBox(hole, width, height);
  if (box === undefined) return plate;
  const longer = Math.max(width, height);
  const known = softEdge(hole, width, height, Math.max(1, Math.round(SOFT_EDGE * longer)));
  const colors = colorsOf(picture);
  fillHole(colors, known);
  const fine = textureOf(picture, hole, Math.max(2, Math.round(TEXTURE * longer)));
  for (let y = box.top; y < box.bottom; y++) {
    for (const { from, to } of gapsOf(hole, width, y)) {
      for (let x = from; x < to; x++) {
        const i = y * width + x;
        for (let c = 0; c < 3; c++) {
          const texture = (1 - known[i]) * mirrored(fine, c, { from, to, x, y, width });
          plate.data[i * 4 + c] = colors.data[i * 3 + c] + texture;
        }
        plate.data[i * 4 + 3] = 255;
      }
    }
  }
  return plate;
}

/** The pieces of a row that are to be filled; `to` is exclusive. */
function gapsOf(hole: Uint8Array, width: number, y: number): Array<{ from: number; to: number }> {
  const gaps = [];
  for (let x = 0; x < width; x++) {
    if (hole[y * width + x] === 0) continue;
    const from = x;
    while (x < width && hole[y * width + x] > 0) x++;
    gaps.push({ from, to: x });
  }
  return gaps;
}

interface InGap {
  from: number;
  to: number;
  x: number;
  y: number;
  width: number;
}

/** The texture of both sides of a gap, mirrored at its ends, so that it goes on without a seam; they meet in the middle. */
function mirrored(fine: Float32Array, c: number, { from, to, x, y, width }: InGap): number {
  const space = width - to;
  const left = from - 1 - folded(x - from, from);
  const right = to + folded(to - 1 - x, space);
  if (Math.max(from, space) < NARROWEST) return 0;
  const middle = Math.min(1, Math.max(0, ((x - from) / (to - from) - 0.35) / 0.3));
  const share = from < NARROWEST ? 1 : space < NARROWEST ? 0 : middle;
  const at = (column: number) => fine[(y * width + column) * 3 + c];
  return (share < 1 ? at(left) * (1 - share) : 0) + (share > 0 ? at(right) * share : 0);
}

/** A step from a mirror into a side of some pixels; what would lead out of it comes back. */
function folded(step: number, pixels: number): number {
  const at = step % (2 * pixels);
  return at < pixels ? at : 2 * pixels - 1 - at;
}

function colorsOf({ width, height, data }: Pixels): Colors {
  const colors = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) colors[i * 3 + c] = data[i * 4 + c];
  }
  return { width, height, data: colors };
}

/** How far each pixel is known: 0 inside of the hole, rising to 1 within `radius` pixels of its inner edge. */
function softEdge(hole: Uint8Array, width: number, height: number, radius: number): Float32Array {
  const known = Float32Array.from(hole, (value) => (value === 0 ? 1 : 0));
  const soft = blur(known, width, height, 1, radius);
  // Outside nothing changes; inside the blurred edge is at most a half.
  return soft.map((value, i) => (known[i] === 1 ? 1 : Math.max(0, 2 * value - 0.35)));
}

/** What is finer than `radius`, three values a pixel, cut off where it is strong. */
function textureOf({ width, height, data }: Pixels, hole: Uint8Array, radius: number): Float32Array {
  const weights = Float32Array.from(hole, (value) => (value === 0 ? 1 : 0));
  const colors = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) colors[i * 3 + c] = data[i * 4 + c] * weights[i];
  }
  const mean = blur(colors, width, height, 3, radius);
  const around = blur(weights, width, height, 1, radius);
  return colors.map((value, at) => {
    const i = Math.floor(at / 3);
    if (weights[i] === 0) return 0;
    return Math.min(STRONGEST, Math.max(-STRONGEST, value - mean[at] / Math.max(1e-3, around[i])));
  });
}

/** Mean over a square of 2 × radius + 1 pixels; beyond the edge nothing is counted in. */
function blur(
  values: Float32Array,
  width: number,
  height: number,
  channels: number,
  radius: number,
): Float32Array {
  const rows = runningMean(values, {
    ...{ lines: height, length: width, channels, radius },
    ...{ line: width * channels, step: channels },
  });
  return runningMean(rows, {
    ...{ lines: width, length: height, channels, radius },
    ...{ line: channels, step: width * channels },
  });
}

interface Run {
  lines: number;
  length: number;
  channels: number;
  radius: number;
  /** Values from one line to the next, and from one pixel to the next within it. */
  line: number;
  step: number;
}

function runningMean(
  values: Float32Array,
  { lines, length, channels, radius, line, step }: Run,
): Float32Array {
  const out = new Float32Array(values.length);
  for (let l = 0; l < lines; l++) {
    for (let c = 0; c < channels; c++) {
      const at = (i: number) => l * line + i * step + c;
      let sum = 0;
      for (let i = 0; i < Math.min(radius, length); i++) sum += values[at(i)];
      for (let i = 0; i < length; i++) {
        if (i + radius < length) sum += values[at(i + radius)];
        if (i - radius > 0) sum -= values[at(i - radius - 1)];
        out[at(i)] = sum / (Math.min(length - 1, i + radius) - Math.max(0, i - radius) + 1);
      }
    }
  }
  return out;
}
