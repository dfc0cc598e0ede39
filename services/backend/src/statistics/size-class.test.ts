import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { expect, test } from 'vitest';
import { sizeClass } from './size-class.ts';

test.each([
  [1024, 1024, 1],
  [1200, 1200, 1],
  [1080, 1920, 2],
  [512, 512, 0.25],
  [64, 64, 2 ** -8],
  [4096, 4096, 16],
])('%i × %i is %f megapixels', (width, height, megapixels) => {
  expect(sizeClass(AdSpec.fromPartial({ output: { width, height } }))).toBe(megapixels);
});

test('no size is the usual one', () => {
  expect([sizeClass(undefined), sizeClass(AdSpec.create())]).toEqual([1, 1]);
});
