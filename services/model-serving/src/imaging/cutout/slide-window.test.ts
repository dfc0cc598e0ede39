import { expect, test } from 'vitest';
import { slideWindow } from './slide-window.ts';

test('gives the means of windows that are cut at the edges', () => {
  const [width, height, radius] = [7, 5, 2];
  const value = (x: number, y: number, c: number) => ((x * 7 + y * 13) % 11) * (c + 1);
  let furthest = 0;
  slideWindow({
    width,
    height,
    radius,
    channels: 2,
    addRow: (sums, y, sign) => {
      for (let k = 0; k < width * 2; k++) sums[k] += sign * value(k >> 1, y, k & 1);
    },
    onRow: (y, means) => {
      for (let k = 0; k < width * 2; k++) {
        let [sum, count] = [0, 0];
        for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
          for (let u = Math.max(0, (k >> 1) - radius); u <= Math.min(width - 1, (k >> 1) + radius); u++) {
            sum += value(u, v, k & 1);
            count++;
          }
        }
        furthest = Math.max(furthest, Math.abs(means[k] - sum / count));
      }
    },
  });
  expect(furthest).toBeLessThan(1e-9);
});
