import { expect, test } from 'vitest';
import { copyLegibility } from './legible-copy.ts';

const at = (copy: string, width: number, height: number) => copyLegibility(copy, { width, height });
const KOREAN = '가나다라마바사아'.repeat(10);

test('80 characters can be read on every usual format', () => {
  const formats = [
    [512, 512],
    [1024, 1024],
    [1080, 1350],
    [1080, 1920],
    [1920, 1080],
    [728, 90],
    [4096, 4096],
  ] as const;
  for (const [width, height] of formats) {
    expect(at(KOREAN, width, height).isLegible, `${width} × ${height}`).toBe(true);
  }
});

test('on tiny canvases the limit is said, and it is consistent', () => {
  const tiny = at(KOREAN, 64, 64);
  expect(tiny.isLegible).toBe(false);
  for (const [width, height] of [
    [64, 64],
    [128, 128],
    [64, 512],
    [320, 50],
  ] as const) {
    const { maxCharacters } = at(KOREAN, width, height);
    if (maxCharacters < 80)
      expect(at(KOREAN.slice(0, maxCharacters + 1), width, height).isLegible).toBe(false);
    if (maxCharacters > 0) expect(at(KOREAN.slice(0, maxCharacters), width, height).isLegible).toBe(true);
  }
});

test('English takes less room than Korean, capitals more than small letters; larger canvases never hold less', () => {
  const limit = (copy: string, side: number): number => at(copy, side, side).maxCharacters;
  expect(limit('summer sale', 160)).toBeGreaterThan(limit('SUMMER SALE', 160));
  expect(limit('SUMMER SALE', 160)).toBeGreaterThan(limit('여름맞이세일', 160));
  let before = 0;
  for (let side = 64; side <= 1024; side += 8) {
    expect(limit('세일', side)).toBeGreaterThanOrEqual(before);
    before = limit('세일', side);
  }
});

test('more line breaks than lines are not legible', () => {
  expect(at('가\n나\n다\n라\n마\n바', 128, 128).isLegible).toBe(false);
  expect(at('가 나', 128, 128).isLegible).toBe(true);
});
