import { expect, it } from 'vitest';
import { lightSprite } from './light-sprite.ts';

it('gives the cut-out the light that the result has, smoothly', () => {
  const size = 60;
  const sprite = { width: size, height: size, data: new Uint8ClampedArray(size * size * 4) };
  const result = { width: size, height: size, data: new Uint8ClampedArray(size * size * 4) };
  const lightAt = (x: number) => 0.5 + (0.7 * (x + 0.5)) / size;
  const ownAt = (x: number, y: number) => 100 + ((x * 11 + y * 5) % 7) * 4;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const i = (y * size + x) * 4;
      const own = ownAt(x, y);
      // The left third is no product.
      sprite.data.set([own, own, own, x < 20 ? 0 : 255], i);
      result.data.set([own * lightAt(x), own * lightAt(x) * 0.8, own * lightAt(x) * 0.6, 255], i);
    }
  }
  lightSprite(sprite, result, (x, y) => y * size + x);
  for (let y = 5; y < 55; y += 10) {
    for (let x = 30; x < 55; x += 5) {
      const i = (y * size + x) * 4;
      for (let c = 0; c < 3; c++) expect(Math.abs(sprite.data[i + c] - result.data[i + c])).toBeLessThan(6);
    }
  }
});

it('leaves a cut-out alone of which nothing is seen', () => {
  const sprite = { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(200) };
  lightSprite(sprite, sprite, () => -1);
  expect([...sprite.data]).toEqual(new Array(16).fill(200));
});
