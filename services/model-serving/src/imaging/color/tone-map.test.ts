import { expect, test } from 'vitest';
import { hexToLinear, LINEAR_TO_SRGB255, linearToSrgb, SRGB8_TO_LINEAR, srgbToLinear } from './srgb.ts';
import { toneMap, toneMapInverse } from './tone-map.ts';

test('inverts the tone curve', () => {
  for (const y of [0, 0.01, 0.2, 0.5, 0.9, 0.99]) expect(toneMap(toneMapInverse(y))).toBeCloseTo(y, 5);
  expect(toneMap(1e6)).toBe(1);
});

test('brings all 256 sRGB values back', () => {
  for (let i = 0; i < 256; i++) {
    expect(Math.round(linearToSrgb(srgbToLinear(i / 255)) * 255)).toBe(i);
    expect(Math.abs(LINEAR_TO_SRGB255[Math.round(SRGB8_TO_LINEAR[i] * 16384)] - i)).toBeLessThan(0.2);
  }
  expect(hexToLinear('#ff0080')).toEqual([1, 0, SRGB8_TO_LINEAR[128]]);
});
