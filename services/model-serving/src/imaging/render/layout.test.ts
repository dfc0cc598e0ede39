import { describe, expect, test } from 'vitest';
import type { CopyZones } from './copy-zones.ts';
import { layOut } from './layout.ts';

const product = { width: 200, height: 160, baseX: 100, baseY: 110, baseRadius: 60, elevationDeg: 55 };

/** The product's box as fractions of the canvas. */
function boxOf(
  copy: CopyZones,
  [width, height]: readonly [number, number],
  rest: { scale?: number; x?: number; y?: number } = {},
) {
  const layout = layOut({ width, height, scale: 0.45, product, copy, hasBackdrop: true, ...rest });
  const footY = layout.baseY + layout.footShift;
  const left = layout.baseX - product.baseX * layout.productScale;
  const top = footY - product.baseY * layout.productScale;
  return {
    layout,
    left: left / width,
    right: (left + product.width * layout.productScale) / width,
    top: top / height,
    bottom: (top + product.height * layout.productScale) / height,
  };
}

describe.each([
  [1024, 1024],
  [1024, 1280],
  [1080, 1920],
] as const)('upright, %d × %d', (...size) => {
  test('a headline has its third above or below, an offer its row', () => {
    expect(boxOf({ title: 'above', offer: false }, size).top).toBeGreaterThan(0.33);
    expect(boxOf({ title: 'below', offer: false }, size).bottom).toBeLessThan(0.67);
    const both = boxOf({ title: 'above', offer: true }, size);
    expect(both.top).toBeGreaterThan(0.3);
    expect(both.bottom).toBeLessThan(0.86);
    expect(boxOf({ title: 'below', offer: true }, size).bottom).toBeLessThan(0.56);
    expect(boxOf({ title: 'below', offer: true }, size).top).toBeGreaterThan(0.04);
  });

  test('a narrow product makes room beside it for a headline in the middle', () => {
    const narrow = { ...product, width: 60, baseX: 30, baseRadius: 20 };
    const { layout } = boxOf({ title: 'middle', offer: false }, size);
    expect(layout.baseX).toBeCloseTo(size[0] / 2, 3);
    const [width, height] = size;
    const beside = layOut({
      ...{ width, height, scale: 0.45, product: narrow, hasBackdrop: true },
      copy: { title: 'middle', offer: false },
    });
    expect(beside.baseX - narrow.baseX * beside.productScale).toBeGreaterThan(0.5 * width);
  });
});

test.each([
  [1920, 1080],
  [728, 90],
  [768, 64],
] as const)('wide, %d × %d: large, at the side that the copy leaves', (...size) => {
  const isBanner = size[0] / size[1] > 3;
  const left = boxOf({ title: 'left', offer: true }, size);
  const right = boxOf({ title: 'right', offer: true }, size);
  expect(left.bottom - left.top).toBeGreaterThan(isBanner ? 0.8 : 0.55);
  expect(left.top).toBeGreaterThan(0);
  expect(left.bottom).toBeLessThanOrEqual(1);
  // In a banner the product comes first.
  const [first, last] = isBanner ? [left, right] : [right, left];
  expect(first.right).toBeLessThan(0.55);
  expect(last.left).toBeGreaterThan(0.45);
  expect((boxOf({ offer: false }, size).left + boxOf({ offer: false }, size).right) / 2).toBeCloseTo(0.5, 5);
});

test('the camera’s axis goes through the product’s foot, wherever it stands', () => {
  for (const x of [0.2, 0.5, 0.8]) {
    const { layout } = boxOf({ offer: false }, [1024, 1024], { x, y: 0.7 });
    expect(layout.camera.project(0, 0, 0)[0]).toBeCloseTo(x * 1024, 3);
    expect(layout.camera.project(0, 0, 0)[1]).toBeCloseTo(layout.baseY, 3);
    expect(layout.baseY + layout.footShift).toBeCloseTo(0.7 * 1024, 3);
  }
});

test('a product too large for its zone stays on the canvas', () => {
  for (const title of ['above', 'below', 'middle'] as const) {
    for (const offer of [false, true]) {
      const { top, bottom } = boxOf({ title, offer }, [1024, 1024], { scale: 0.9 });
      expect(top).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeLessThanOrEqual(1);
    }
  }
});

test('a product that was set down is as high as asked, in every format', () => {
  for (const size of [
    [1024, 1024],
    [1920, 1080],
    [728, 90],
  ] as const) {
    const at = { x: 0.5, y: 0.8 };
    const { top, bottom } = boxOf({ title: 'left', offer: true }, size, { scale: 0.6, ...at });
    expect(bottom - top).toBeCloseTo(0.6, 6);
  }
  const { top, bottom } = boxOf({ title: 'left', offer: true }, [1920, 1080], { scale: 0.45, x: 0.5 });
  expect(bottom - top).toBeGreaterThan(0.5);
});
