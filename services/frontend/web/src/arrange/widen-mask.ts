import { findBox } from './find-box.ts';

/** What must go with the product: reaches in heights of its box. */
const EDGE = 0.045;
/** What a surface mirrors of the product, and the dark at its foot. */
const BELOW = 0.2;
/** Of the box, from below, that the shadow comes from. */
const CASTING = 0.5;
/** Shadows longer than this are faint at their end. */
const LONGEST = 0.9;

/** Where the key light comes from, as in Light; undefined: not known. */
export interface KeyDirection {
  azimuthDeg: number;
  elevationDeg: number;
}

/**
 * Where the product and what it does to the picture are: its mask made wider, and its lower part drawn on downwards and
 * away from the light, where its shadow lies. Each byte is 0 or 255.
 */
export function widenMask(
  mask: Uint8Array,
  width: number,
  height: number,
  key: KeyDirection | undefined,
): Uint8Array {
  const box = findBox(mask, width, height);
  const wide = new Uint8Array(width * height);
  if (box === undefined) return wide;
  const tall = box.bottom - box.top;
  for (let i = 0; i < wide.length; i++) wide[i] = mask[i] > 8 ? 255 : 0;
  const casting = wide.slice();
  casting.fill(0, 0, Math.round(box.bottom - CASTING * tall) * width);
  smear(wide, casting, width, height, 0, BELOW * tall);
  if (key !== undefined) {
    const length = Math.min(LONGEST, 0.6 / Math.tan((Math.max(10, key.elevationDeg) * Math.PI) / 180)) * tall;
    const azimuth = (key.azimuthDeg * Math.PI) / 180;
    // Light from the right and from behind throws the shadow to the left and towards the viewer, shortened by the view.
    smear(wide, casting, width, height, -Math.sin(azimuth) * length, Math.cos(azimuth) * length * 0.5);
  }
  return dilate(wide, width, height, Math.max(3, Math.round(EDGE * tall)));
}

/** Draws `what` along a line from where it is. */
function smear(
  onto: Uint8Array,
  what: Uint8Array,
  width: number,
  height: number,
  dx: number,
  dy: number,
): void {
  const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / 3);
  for (let step = 1; step <= steps; step++) {
    const sx = Math.round((dx * step) / steps);
    const sy = Math.round((dy * step) / steps);
    for (let y = Math.max(0, -sy); y < Math.min(height, height - sy); y++) {
      for (let x = Math.max(0, -sx); x < Math.min(width, width - sx); x++) {
        if (what[y * width + x] > 0) onto[(y + sy) * width + x + sx] = 255;
      }
    }
  }
}

/** Each set pixel made a square of 2 × radius + 1: rows, then columns. */
function dilate(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const rows = spread(mask, { lines: height, length: width, line: width, step: 1 }, radius);
  return spread(rows, { lines: width, length: height, line: 1, step: width }, radius);
}

function spread(
  mask: Uint8Array,
  { lines, length, line, step }: { lines: number; length: number; line: number; step: number },
  radius: number,
): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let l = 0; l < lines; l++) {
    let last = -Infinity;
    for (let i = 0; i < length + radius; i++) {
      if (i < length && mask[l * line + i * step] > 0) last = i;
      const at = i - radius;
      // `last` is the newest set pixel at or before i: within reach of `at` from either side.
      if (at >= 0 && at - last <= radius) out[l * line + at * step] = 255;
    }
  }
  return out;
}
