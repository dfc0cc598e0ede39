import { expect, it } from 'vitest';
import type { Brush } from './brush.ts';
import type { Pixels } from './likeness.ts';
import { createStroke } from './stroke.ts';
import { writeTile } from './tiles.ts';

const HARD: Brush = { kind: 'erase', radius: 10, softness: 0, tolerance: undefined };

/** A photo of one colour, wider than a tile, and a cut-out that is all there. */
function ground(width = 600, height = 300, alpha = 255) {
  const photo: Pixels = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(200) };
  for (let i = 3; i < photo.data.length; i += 4) photo.data[i] = 255;
  return { photo, mask: new Uint8Array(width * height).fill(alpha) };
}

it('covers a line without gaps however far apart its points are, and nothing beside it', () => {
  const { photo, mask } = ground();
  const stroke = createStroke({ photo, mask }, HARD);
  stroke.moveTo({ x: 20, y: 150 });
  const area = stroke.moveTo({ x: 580, y: 150 });
  expect(area).toEqual({ left: 9, top: 139, right: 591, bottom: 161 });
  for (let x = 0; x < 600; x++) {
    expect(mask[150 * 600 + x]).toBe(x >= 10 && x < 590 ? 0 : 255);
    expect(mask[138 * 600 + x]).toBe(255);
    expect(mask[161 * 600 + x]).toBe(255);
    // As wide in the middle as at its ends.
    if (x >= 20 && x < 580) expect(mask[141 * 600 + x]).toBe(0);
  }
});

it('has a round edge one pixel wide when hard, and a slope without steps when soft', () => {
  const { photo, mask } = ground();
  createStroke({ photo, mask }, HARD).moveTo({ x: 100, y: 100 });
  const partly = [...mask].filter((alpha) => alpha > 0 && alpha < 255).length;
  expect(partly).toBeGreaterThan(40);
  expect(partly).toBeLessThan(2 * Math.PI * 10 * 1.6);
  expect([...mask].reduce((sum, alpha) => sum + (255 - alpha) / 255, 0)).toBeCloseTo(Math.PI * 100, -1);

  const soft = ground();
  createStroke(soft, { ...HARD, radius: 50, softness: 1 }).moveTo({ x: 100.5, y: 100.5 });
  const slope = Array.from({ length: 52 }, (_, i) => soft.mask[100 * 600 + 100 + i]);
  expect(slope[0]).toBeLessThan(3);
  expect(slope.at(-1)).toBe(255);
  for (let i = 1; i < slope.length; i++) {
    expect(slope[i]).toBeGreaterThanOrEqual(slope[i - 1]);
    expect(slope[i] - slope[i - 1]).toBeLessThan(10);
  }
});

it('covers once where a stroke crosses itself', () => {
  const { photo, mask } = ground();
  const soft = { ...HARD, softness: 1 };
  createStroke({ photo, mask }, soft).moveTo({ x: 100, y: 100 });
  const once = mask.slice();
  const other = ground();
  const stroke = createStroke(other, soft);
  for (let i = 0; i < 5; i++) stroke.moveTo({ x: 100, y: 100 });
  expect(other.mask).toEqual(once);
});

it('brings back no more than the photo has, and takes nothing away', () => {
  const { photo, mask } = ground(300, 300, 0);
  for (let i = 0; i < 300 * 150; i++) photo.data[4 * i + 3] = 90;
  mask[150 * 300 + 100] = 120;
  mask[140 * 300 + 100] = 120;
  createStroke({ photo, mask }, { ...HARD, kind: 'restore', radius: 40 }).moveTo({ x: 100, y: 150 });
  expect(mask[145 * 300 + 100]).toBe(90);
  expect(mask[140 * 300 + 100]).toBe(120);
  expect(mask[155 * 300 + 100]).toBe(255);
});

it('gives the tiles as they were before, so that it can be taken back', () => {
  const { photo, mask } = ground();
  mask[0] = 17;
  const before = mask.slice();
  const stroke = createStroke({ photo, mask }, HARD);
  stroke.moveTo({ x: 250, y: 250 });
  stroke.moveTo({ x: 270, y: 270 });
  expect(mask).not.toEqual(before);
  expect(stroke.before().map(({ index }) => index)).toEqual([0, 1, 3, 4]);
  for (const tile of stroke.before()) writeTile(photo, mask, tile);
  expect(mask).toEqual(before);
});

it('touches only what is of the colour under its middle, with the edge of the photo', () => {
  const { photo, mask } = ground(300, 300);
  // Red on the left, grey on the right, one pixel of both between them, and noise.
  for (let i = 0; i < 300 * 300; i++) {
    const share = Math.min(1, Math.max(0, (i % 300) - 149));
    const noise = (i * 7919) % 13;
    const colour = [170 + 30 * share, 30 + 170 * share, 20 + 180 * share];
    for (let c = 0; c < 3; c++) photo.data[4 * i + c] = colour[c] - noise;
  }
  // Specks of red in the grey.
  for (let y = 100; y < 200; y += 9) photo.data.set([170, 30, 20], 4 * (y * 300 + 180));
  const stroke = createStroke({ photo, mask }, { ...HARD, radius: 60, tolerance: 30 });
  stroke.moveTo({ x: 175, y: 150 });
  for (let y = 110; y < 190; y++) {
    for (let x = 120; x < 148; x++) expect(mask[y * 300 + x]).toBe(255);
    for (let x = 153; x < 200; x++) expect(mask[y * 300 + x]).toBe(0);
  }
});
