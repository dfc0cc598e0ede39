import { bandKernel } from '../parallel/band-kernel.ts';
import type { PlacedProduct } from './place-product.ts';

/** Turns and shifts a cut-out into its place on the canvas (Catmull-Rom). */
export const TURN = bandKernel(import.meta.url, createTurnedRows);

export interface TurnContext {
  part: PlacedProduct;
  /** Straight RGBA. */
  source: { data: Uint8Array; width: number; height: number };
  /** The point of the source that comes to stand at (toX, toY) of the canvas. */
  anchorX: number;
  anchorY: number;
  toX: number;
  toY: number;
  cos: number;
  sin: number;
}

export function createTurnedRows({ part, source, anchorX, anchorY, toX, toY, cos, sin }: TurnContext) {
  const { data, width, height } = source;
  const colour = new Float32Array(4);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const dy = part.top + y + 0.5 - toY;
      for (let x = 0; x < part.width; x++) {
        const dx = part.left + x + 0.5 - toX;
        const u = anchorX + dx * cos - dy * sin - 0.5;
        const v = anchorY + dx * sin + dy * cos - 0.5;
        readBicubic(data, width, height, u, v, colour);
        part.data.set(colour, (y * part.width + x) * 4);
      }
    }
  };
}

/** Catmull-Rom of premultiplied colour; transparent outside. Writes straight RGBA 0..1. */
function readBicubic(
  data: Uint8Array,
  width: number,
  height: number,
  u: number,
  v: number,
  out: Float32Array,
): void {
  out.fill(0);
  const column = Math.floor(u + 1e-6);
  const row = Math.floor(v + 1e-6);
  if (column < -2 || row < -2 || column > width || row > height) return;
  const fx = Math.max(0, u - column);
  const fy = Math.max(0, v - row);
  for (let j = -1; j <= 2; j++) {
    const y = row + j;
    const wy = cubic(j - fy);
    if (y < 0 || y >= height || wy === 0) continue;
    for (let i = -1; i <= 2; i++) {
      const x = column + i;
      if (x < 0 || x >= width) continue;
      const at = (y * width + x) * 4;
      const weight = (wy * cubic(i - fx) * data[at + 3]) / 255;
      out[0] += weight * data[at];
      out[1] += weight * data[at + 1];
      out[2] += weight * data[at + 2];
      out[3] += weight;
    }
  }
  if (out[3] < 0.004) {
    out.fill(0);
    return;
  }
  for (let c = 0; c < 3; c++) out[c] = Math.min(1, Math.max(0, out[c] / out[3] / 255));
  out[3] = Math.min(1, out[3]);
}

function cubic(t: number): number {
  const d = t < 0 ? -t : t;
  if (d < 1e-6) return 1;
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}
