import { expect, it } from 'vitest';
import { findBox } from './find-box.ts';
import { makePlate, type Pixels } from './make-plate.ts';
import { widenMask } from './widen-mask.ts';

const WIDTH = 160;
const HEIGHT = 120;
/** The product: columns 60 to 100, rows 40 to 90. */
const isProduct = (x: number, y: number) => x >= 60 && x < 100 && y >= 40 && y < 90;

/** A surface that gets brighter downwards with a fine grain, and on it a red product with a dark shadow below it. */
function draw(): { picture: Pixels; bare: Pixels; mask: Uint8Array } {
  const bare = { width: WIDTH, height: HEIGHT, data: new Uint8ClampedArray(WIDTH * HEIGHT * 4) };
  const picture = { ...bare, data: new Uint8ClampedArray(WIDTH * HEIGHT * 4) };
  const mask = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const i = y * WIDTH + x;
      const value = 80 + y * 0.6 + (((x * 7 + y * 3) % 5) - 2) * 4;
      const isShadow = x >= 58 && x < 102 && y >= 90 && y < 96;
      bare.data.set([value, value, value, 255], i * 4);
      picture.data.set(
        isProduct(x, y)
          ? [230, 20, 20, 255]
          : [value, value, value, 255].map((v, c) => (isShadow && c < 3 ? v / 2 : v)),
        i * 4,
      );
      mask[i] = isProduct(x, y) ? 255 : 0;
    }
  }
  return { picture, bare, mask };
}

it('takes the product and its shadow out, and leaves the rest as it was', () => {
  const { picture, bare, mask } = draw();
  const plate = makePlate(picture, mask, undefined);
  const hole = widenMask(mask, WIDTH, HEIGHT, undefined);
  let worst = 0;
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    for (let c = 0; c < 3; c++) {
      const difference = Math.abs(plate.data[i * 4 + c] - bare.data[i * 4 + c]);
      if (hole[i] === 0) expect(difference).toBe(Math.abs(picture.data[i * 4 + c] - bare.data[i * 4 + c]));
      else worst = Math.max(worst, difference);
    }
  }
  // Light and slope go on through the hole; the grain is another one of the same strength.
  expect(worst).toBeLessThan(32);
  const grain = (at: (x: number, y: number) => number) => {
    let sum = 0;
    for (let x = 65; x < 95; x++) sum += Math.abs(at(x, 65) - at(x + 1, 65));
    return sum / 30;
  };
  const of = ({ data }: Pixels) => grain((x, y) => data[(y * WIDTH + x) * 4]);
  expect(of(plate)).toBeGreaterThan(0.6 * of(bare));
  expect(of(plate)).toBeLessThan(1.5 * of(bare));
});

it('reaches below the product and away from the light', () => {
  const { mask } = draw();
  const box = (key?: { azimuthDeg: number; elevationDeg: number }) =>
    findBox(widenMask(mask, WIDTH, HEIGHT, key), WIDTH, HEIGHT);
  const plain = box();
  expect(plain?.top).toBeLessThan(40);
  expect(plain?.bottom).toBeGreaterThan(98);
  expect(plain?.left).toBeGreaterThan(50);
  const fromTheRight = box({ azimuthDeg: 80, elevationDeg: 35 });
  expect(fromTheRight?.left).toBeLessThan(35);
  expect(fromTheRight?.right).toBe(plain?.right);
});

it('leaves a picture without product alone', () => {
  const { picture } = draw();
  const plate = makePlate(picture, new Uint8Array(WIDTH * HEIGHT), undefined);
  expect(Buffer.from(plate.data).equals(Buffer.from(picture.data))).toBe(true);
});
