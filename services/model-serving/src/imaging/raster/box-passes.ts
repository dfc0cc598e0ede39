import { bandKernel } from '../parallel/band-kernel.ts';

/** A running mean over 2·radius + 1 pixels, edges repeated. `source` and `target` are different. */
export interface BoxPass {
  source: Float32Array;
  target: Float32Array;
  width: number;
  height: number;
  channels: number;
  radius: number;
}

/** Values of a row that one unit of a pass along columns takes: some cache lines. */
export const COLUMN_UNIT = 128;

/** Along rows; a unit is a row. */
export const BOX_ROWS = bandKernel(import.meta.url, createBoxRows);
/** Along columns; a unit is COLUMN_UNIT values of each row. */
export const BOX_COLUMNS = bandKernel(import.meta.url, createBoxColumns);

export function createBoxRows({ source, target, width, channels, radius }: BoxPass) {
  const scale = 1 / (2 * radius + 1);
  const stride = width * channels;
  const last = stride - channels;
  const enter = (radius + 1) * channels;
  const leave = radius * channels;
  const inner = Math.max(0, Math.min(stride, leave));
  const outer = Math.max(inner, stride - enter);
  return (from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      for (let c = 0; c < channels; c++) {
        const row = y * stride + c;
        let sum = source[row] * (radius + 1);
        for (let k = 1; k <= radius; k++) sum += source[row + Math.min(k * channels, last)];
        let i = 0;
        for (; i < inner && i < stride; i += channels) {
          target[row + i] = sum * scale;
          sum += source[row + Math.min(i + enter, last)] - source[row];
        }
        for (; i < outer; i += channels) {
          target[row + i] = sum * scale;
          sum += source[row + i + enter] - source[row + i - leave];
        }
        for (; i < stride; i += channels) {
          target[row + i] = sum * scale;
          sum += source[row + last] - source[row + Math.max(0, i - leave)];
        }
      }
    }
  };
}

export function createBoxColumns({ source, target, width, height, channels, radius }: BoxPass) {
  const stride = width * channels;
  const scale = 1 / (2 * radius + 1);
  const sums = new Float64Array(COLUMN_UNIT);
  return (from: number, to: number): void => {
    for (let unit = from; unit < to; unit++) {
      const first = unit * COLUMN_UNIT;
      const count = Math.min(COLUMN_UNIT, stride - first);
      sums.fill(0);
      for (let k = -radius; k <= radius; k++) {
        const row = Math.max(0, Math.min(height - 1, k)) * stride + first;
        for (let i = 0; i < count; i++) sums[i] += source[row + i];
      }
      for (let y = 0; y < height; y++) {
        const row = y * stride + first;
        const enter = Math.min(height - 1, y + radius + 1) * stride + first;
        const leave = Math.max(0, y - radius) * stride + first;
        for (let i = 0; i < count; i++) {
          target[row + i] = sums[i] * scale;
          sums[i] += source[enter + i] - source[leave + i];
        }
      }
    }
  };
}
