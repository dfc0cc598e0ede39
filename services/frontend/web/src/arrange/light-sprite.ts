import type { Pixels } from './make-plate.ts';

/** The light is told apart in this many steps across and down. */
const CELLS = 12;
const DIMMEST = 0.25;
const BRIGHTEST = 4;

/**
 * Gives the cut-out the light that it has in step 1's result: the ratio of both pictures' colours, coarse, since the
 * light that step 1 gives a product is smooth. The sprite is changed in place.
 *
 * @param seenAt The pixel of the result under the sprite's pixel; −1 where it is outside or not the product.
 */
export function lightSprite(sprite: Pixels, result: Pixels, seenAt: (x: number, y: number) => number): void {
  const { width, height, data } = sprite;
  const own = new Float32Array(CELLS * CELLS * 3);
  const seen = new Float32Array(CELLS * CELLS * 3);
  const cellOf = (x: number, y: number) =>
    Math.min(CELLS - 1, Math.floor((x * CELLS) / width)) +
    Math.min(CELLS - 1, Math.floor((y * CELLS) / height)) * CELLS;
  const total = [0, 0, 0];
  const totalSeen = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      const at = data[i + 3] > 250 ? seenAt(x, y) : -1;
      if (at < 0) continue;
      const cell = cellOf(x, y) * 3;
      for (let c = 0; c < 3; c++) {
        own[cell + c] += data[i + c];
        seen[cell + c] += result.data[at * 4 + c];
        total[c] += data[i + c];
        totalSeen[c] += result.data[at * 4 + c];
      }
    }
  }
  // A cell with little of the product in it goes along with the whole.
  const share = 0.001;
  const gain = (cell: number, c: number): number => {
    const up = seen[cell * 3 + c] + share * totalSeen[c];
    const down = own[cell * 3 + c] + share * total[c];
    return down < 1 ? 1 : Math.min(BRIGHTEST, Math.max(DIMMEST, up / down));
  };
  const gains = Float32Array.from({ length: CELLS * CELLS * 3 }, (_, i) => gain(Math.floor(i / 3), i % 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      if (data[i + 3] === 0) continue;
      const gx = ((x + 0.5) * CELLS) / width - 0.5;
      const gy = ((y + 0.5) * CELLS) / height - 0.5;
      for (let c = 0; c < 3; c++) data[i + c] *= between(gains, gx, gy, c);
    }
  }
}

function between(gains: Float32Array, x: number, y: number, c: number): number {
  const x0 = Math.min(CELLS - 1, Math.max(0, Math.floor(x)));
  const y0 = Math.min(CELLS - 1, Math.max(0, Math.floor(y)));
  const x1 = Math.min(CELLS - 1, x0 + 1);
  const y1 = Math.min(CELLS - 1, y0 + 1);
  const fx = Math.min(1, Math.max(0, x - x0));
  const fy = Math.min(1, Math.max(0, y - y0));
  const at = (cx: number, cy: number) => gains[(cy * CELLS + cx) * 3 + c];
  return (
    (at(x0, y0) * (1 - fx) + at(x1, y0) * fx) * (1 - fy) + (at(x0, y1) * (1 - fx) + at(x1, y1) * fx) * fy
  );
}
