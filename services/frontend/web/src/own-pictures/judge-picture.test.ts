import { expect, it } from 'vitest';
import { judgeFile, judgePicture } from './judge-picture.ts';

const AD = { width: 1024, height: 1024 };
const picture = (width: number, height: number, hasTransparency = false, hasInk = true) => ({
  ...{ width, height, hasTransparency, hasInk },
});

it.each([
  ['a picture of the ad’s shape', 1, picture(2048, 2048), { kind: 'usable', needsCrop: false }],
  ['one of another shape', 1, picture(3000, 2000), { kind: 'usable', needsCrop: true }],
  ['a small one', 1, picture(600, 400), { kind: 'usable', needsCrop: true, note: 'enlarged' }],
  ['letters', 2, picture(1024, 1024, true), { kind: 'usable', needsCrop: false }],
  [
    'letters of another size',
    2,
    picture(800, 200, true),
    { kind: 'usable', needsCrop: false, note: 'otherSize' },
  ],
  ['an opaque picture for the letters', 2, picture(1024, 1024), { kind: 'refused', reason: 'opaque' }],
  ['an empty one', 2, picture(1024, 1024, true, false), { kind: 'refused', reason: 'empty' }],
  ['one with too many pixels', 1, picture(9000, 9000), { kind: 'refused', reason: 'pixels' }],
  ['one with too long a side', 1, picture(20_000, 100), { kind: 'refused', reason: 'pixels' }],
] as const)('%s', (_what, step, facts, verdict) => {
  expect(judgePicture(facts, step, AD)).toEqual(verdict);
});

it('refuses a file by its type and its bytes', () => {
  expect(judgeFile({ type: 'image/gif', size: 10 })).toBe('type');
  expect(judgeFile({ type: 'image/png', size: 70_000_000 })).toBe('bytes');
  expect(judgeFile({ type: 'image/avif', size: 60_000_000 })).toBeUndefined();
});
