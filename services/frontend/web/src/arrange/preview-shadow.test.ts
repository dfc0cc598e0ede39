import { expect, it } from 'vitest';
import { castShadow, contactShadow } from './preview-shadow.ts';

const CASTING = {
  place: { x: 0.5, y: 0.7, scale: 0.4 },
  box: { left: 0.4, right: 0.6, top: 0.34, bottom: 0.74 },
  aspect: 1,
  elevationDeg: 30,
};

it('lies under the product, flatter the lower it is seen from', () => {
  const high = contactShadow({ ...CASTING, elevationDeg: 60 });
  const low = contactShadow({ ...CASTING, elevationDeg: 10 });
  for (const { left, right, top, bottom } of [high, low]) {
    expect((left + right) / 2).toBeCloseTo(0.5, 9);
    expect(right - left).toBeGreaterThan(0.2);
    expect(top).toBeLessThan(0.7);
    expect(bottom).toBeGreaterThan(0.7);
  }
  expect(high.bottom - high.top).toBeGreaterThan(low.bottom - low.top);
});

it('falls away from the light, longer the lower the light is', () => {
  const disc = contactShadow(CASTING);
  const cast = (azimuthDeg: number, elevationDeg: number) =>
    castShadow({ ...CASTING, key: { azimuthDeg, elevationDeg } });
  const fromTheRight = cast(90, 30);
  expect(fromTheRight.left).toBeLessThan(disc.left - 0.1);
  expect(fromTheRight.right).toBeLessThan(disc.right);
  expect(fromTheRight.bottom).toBeCloseTo(disc.bottom, 9);
  expect(cast(90, 60).left).toBeGreaterThan(fromTheRight.left);
  expect(cast(0, 45).bottom).toBeGreaterThan(disc.bottom + 0.05);
  expect(cast(-90, 45).right).toBeGreaterThan(disc.right + 0.1);
});
