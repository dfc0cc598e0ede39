import { expect, test } from 'vitest';
import { layOut } from './layout.ts';

const product = { width: 200, height: 160, baseX: 100, baseY: 110, baseRadius: 60, elevationDeg: 55 };

/** Top and bottom of the product's box as fractions of the canvas. */
function boxOf(copyBelow: boolean, [width, height]: [number, number], scale = 0.45): [number, number] {
  const layout = layOut({ width, height, scale, product, copyBelow, hasBackdrop: true });
  const footY = layout.baseY + layout.footShift;
  const top = footY - product.baseY * layout.productScale;
  return [top / height, (top + product.height * layout.productScale) / height];
}

test.each([
  [1024, 1024],
  [1080, 1920],
  [1920, 1080],
] as [number, number][])('leaves the third where the copy stands: %d × %d', (...size) => {
  const [above] = boxOf(false, size);
  expect(above).toBeGreaterThan(0.33);
  const [top, bottom] = boxOf(true, size);
  expect(bottom).toBeLessThan(0.67);
  expect(top).toBeGreaterThan(0.04);
});

test('a product too large for that stays on the canvas', () => {
  for (const copyBelow of [false, true]) {
    const [top, bottom] = boxOf(copyBelow, [1024, 1024], 0.9);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(1);
  }
});
