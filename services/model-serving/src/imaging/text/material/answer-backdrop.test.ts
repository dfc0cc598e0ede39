import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { expect, test } from 'vitest';
import type { Picture8 } from '../../io/decode-image.ts';
import { letterContrast } from '../letter-contrast.fixture.ts';
import { makeHeadline } from '../make-headline.ts';
import { answerBackdrop } from './answer-backdrop.ts';
import { readMaterialPrompt } from './read-material-prompt.ts';
import type { TextMaterial } from './text-material.ts';

const CANVAS = { width: 150, height: 70 };
const LIGHT = [236, 236, 234] as const;
const DARK = [24, 22, 26] as const;

const read = (prompt: string): TextMaterial => readMaterialPrompt(prompt, '').material;

function even([r, g, b]: readonly [number, number, number]): Picture8 {
  const data = Buffer.alloc(CANVAS.width * CANVAS.height * 4, 255);
  for (let i = 0; i < data.length; i += 4) data.set([r, g, b], i);
  return { ...CANVAS, data, hasAlpha: false };
}

/** Letters measured on a ground: the better one of face and rim. */
async function contrast(prompt: string, ground: readonly [number, number, number]): Promise<number> {
  const backdrop = even(ground);
  const { rgba } = await makeHeadline({
    ...{ copy: 'E향', font: FONTS[0], canvas: CANVAS, scene: undefined, seed: 3, backdrop },
    area: {
      ...{ x: 4, y: 4, width: 142, height: 62, anchor: 'center', align: 'center' },
      ...{ maxEmPx: 60, largePrice: true, lineCost: 0.03 },
    },
    material: read(prompt),
    pause: async () => undefined,
  });
  const { face, rim } = letterContrast(rgba, backdrop);
  return Math.max(face, rim);
}

test.each([
  ...['polished gold', 'chrome', 'gold foil balloon', 'wood', 'stone', 'marble', 'plastic'],
  ...['paper', 'chocolate', 'concrete', 'ceramic'],
])('%s stands out at 3:1 on light and on dark ground', async (prompt) => {
  expect(await contrast(prompt, LIGHT)).toBeGreaterThan(3);
  expect(await contrast(prompt, DARK)).toBeGreaterThan(3);
});

test.each(['glass', 'ice', 'pink candy'])(
  '%s shines on dark ground and is deep on light ground',
  async (prompt) => {
    expect(await contrast(prompt, DARK)).toBeGreaterThan(4);
    expect(await contrast(prompt, LIGHT)).toBeGreaterThan(1.9);
  },
);

test('a named colour stays itself, a material alone takes one of its tones', () => {
  const albedo = (prompt: string, ground: number): readonly number[] => {
    const { surface } = answerBackdrop(read(prompt), {
      dark: ground,
      bright: ground,
      mean: [ground, ground, ground],
    });
    return surface.kind === 'dielectric' ? surface.albedo : [];
  };
  expect(Math.min(...albedo('white marble', 0.8))).toBeGreaterThan(0.35);
  expect(Math.max(...albedo('marble', 0.8))).toBeLessThan(0.1);
  expect(Math.min(...albedo('marble', 0.02))).toBeGreaterThan(0.5);
  expect(Math.max(...albedo('black marble', 0.02))).toBeLessThan(0.1);
  const [r, g, b] = albedo('red plastic', 0.3);
  expect(r).toBeGreaterThan(4 * Math.max(g, b));
});

test('metals mirror a darker studio on light ground, a brighter one on middle tones, and their own on dark', () => {
  const upper = (ground: number): number =>
    answerBackdrop(read('gold'), { dark: ground, bright: ground, mean: [ground, ground, ground] }).palette
      .upper[0];
  const own = read('gold').palette.upper[0];
  expect(upper(0.85)).toBeLessThan(own * 0.8);
  expect(upper(0.12)).toBeGreaterThan(own * 1.2);
  expect(upper(0.01)).toBe(own);
});
