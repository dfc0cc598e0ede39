import { expect, test } from 'vitest';
import { latentMaskOf } from './latent-mask.ts';

test('places that the band touches are repainted as a whole, no others', () => {
  const data = new Uint8Array(40 * 20);
  data[10 * 40 + 5] = 1;
  const band = { x: 100, y: 50, width: 40, height: 20, data };
  // The canvas' part of 128 × 64 from (80, 40) becomes 64 × 32: one place of the latent is 16 × 16 of it.
  const mask = latentMaskOf(band, { x: 80, y: 40, width: 128, height: 64 }, { width: 64, height: 32 });
  // The band's pixel lies 25 right of and 20 below the part's corner: in the second place across and down.
  for (let y = 0; y < 32; y++) {
    for (let x = 0; x < 64; x++) {
      const isIn = Math.floor(x / 8) === 1 && Math.floor(y / 8) === 1;
      expect(mask[y * 64 + x]).toBe(isIn ? 255 : 0);
    }
  }
});
