import { expect, test } from 'vitest';
import { createRaster } from '../raster/raster.ts';
import { layOut } from './layout.ts';
import { renderSweep } from './sweep.ts';

const SIDE = 96;
const layout = layOut({
  width: SIDE,
  height: SIDE,
  scale: 0.45,
  product: { width: 100, height: 100, baseX: 50, baseY: 78, baseRadius: 0, elevationDeg: 8 },
  copy: { offer: false },
  hasBackdrop: true,
});

function render(options: Partial<Parameters<typeof renderSweep>[1]>) {
  const target = createRaster(SIDE, SIDE, 3);
  const plain = {
    layout,
    color: [0.5, 0.5, 0.5],
    light: [1, 1, 1],
    side: 1,
    spot: 0,
    seamless: true,
  } as const;
  renderSweep(target, { ...plain, ...options });
  return (x: number, y: number) =>
    Array.from(target.data.subarray((y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3));
}

test('runs from one colour at its foot into another at its top', () => {
  const at = render({ color: [0.8, 0.2, 0.2], topColor: [0.2, 0.2, 0.8] });
  const top = at(48, 2);
  const foot = at(48, Math.floor(layout.edgeY) - 1);
  expect(foot[0] / foot[2]).toBeGreaterThan(3);
  expect(top[2] / top[0]).toBeGreaterThan(3);
  const middle = at(48, Math.floor(layout.edgeY / 2));
  expect(middle[0] / middle[2]).toBeLessThan(foot[0] / foot[2]);
});

test('throws a pool of light on the paper behind the product', () => {
  const without = render({});
  const lit = render({ spot: 1 });
  const y = Math.floor(layout.edgeY * 0.52);
  expect(lit(44, y)[1]).toBeGreaterThan(1.05 * without(44, y)[1]);
  expect(lit(2, 2)[1]).toBeLessThan(0.8 * without(2, 2)[1]);
});
