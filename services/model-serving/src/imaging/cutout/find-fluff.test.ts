import { expect, test } from 'vitest';
import { hash2 } from '../math/noise.ts';
import { findFluff } from './find-fluff.ts';
import { mixFluff } from './mix-fluff.ts';

const SIDE = 200;
const at = (i: number) => Math.hypot((i % SIDE) - 100, Math.floor(i / SIDE) - 100);

/** A pink disc before green; between `body` and `tips` every strand is either. */
function drawDisc(body: number, tips: number) {
  const data = Buffer.alloc(SIDE * SIDE * 4, 255);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const strand = hash2((i % SIDE) >> 1, Math.floor(i / SIDE / 2), 3) > (at(i) - body) / (tips - body);
    data.set(at(i) < body || (at(i) < tips && strand) ? [220, 150, 160] : [60, 110, 70], i * 4);
  }
  const alpha = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (at(i) < body + 2 ? 1 : 0));
  return { photo: { width: SIDE, height: SIDE, data, hasAlpha: false }, alpha };
}

test('finds no fluff around a clean edge', () => {
  const { photo, alpha } = drawDisc(50, 50.1);
  expect(findFluff(photo, alpha)).toBeUndefined();
});

test('finds strands beyond the outline and mixes them one by one', () => {
  const { photo, alpha } = drawDisc(50, 66);
  const fluff = findFluff(photo, alpha);
  if (fluff === undefined) throw new Error('No fluff was found.');
  const { cells, colours } = mixFluff(photo, fluff);
  let [strands, gaps, right] = [0, 0, 0];
  cells.forEach((i, k) => {
    if (at(i) < 55 || at(i) > 62) return;
    const isStrand = photo.data[i * 4] > 140;
    if (isStrand) strands++;
    else gaps++;
    if (colours[k * 4 + 3] > 127 === isStrand) right++;
  });
  expect(Math.min(strands, gaps)).toBeGreaterThan(200);
  expect(right / (strands + gaps)).toBeGreaterThan(0.95);
});
