import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { TextPosition, TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { describe, expect, test } from 'vitest';
import type { Picture8 } from '../../io/decode-image.ts';
import { type Rect, safeArea } from '../layout/text-area.ts';
import { readMaterialPrompt } from '../material/read-material-prompt.ts';
import { type CopyOrder, type CopyPlan, planCopy } from './plan-copy.ts';

const COPY = {
  content: '풍요로운 설날',
  subline: '프리미엄 고당도 사과 선물세트',
  price: '25,000원',
  oldPrice: '30,000원',
  badge: '특가',
  callToAction: '지금 주문하기',
};
const { material } = readMaterialPrompt('gold', '');

interface Canvas {
  width: number;
  height: number;
}

function picture({ width, height }: Canvas, grey: (x: number, y: number) => number): Picture8 {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let i = 0; i < width * height; i++)
    data.fill(grey((i % width) / width, Math.floor(i / width) / height), i * 4, i * 4 + 3);
  return { width, height, data, hasAlpha: false };
}

/** A product as step 1 would place it: fractions of the canvas. */
function maskOf({ width, height }: Canvas, left: number, top: number, right: number, bottom: number) {
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const x = ((i % width) + 0.5) / width;
    const y = (Math.floor(i / width) + 0.5) / height;
    return x > left && x < right && y > top && y < bottom ? 255 : 0;
  });
}

function plan(canvas: Canvas, text: object, rest: Partial<CopyOrder> = {}): Promise<CopyPlan> {
  return planCopy({
    ...{ text: TextSpec.fromPartial(text), font: FONTS[0], material, canvas, behind: false },
    ...{ backdrop: picture(canvas, () => 60), mask: undefined },
    ...rest,
  });
}

const rectsOf = ({ headline, blocks }: CopyPlan): Rect[] => [
  ...(headline ? [headline] : []),
  ...blocks.map(({ rect }) => rect),
];
const sizeOf = ({ blocks }: CopyPlan, role: string) => blocks.find((block) => block.role === role)?.size ?? 0;

function overlap(one: Rect, other: Rect): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, across) * Math.max(0, down);
}

const FORMATS = [
  ['1:1', 1024, 1024, [0.26, 0.34, 0.74, 0.78]],
  ['4:5', 1024, 1280, [0.2, 0.36, 0.8, 0.8]],
  ['9:16', 1080, 1920, [0.1, 0.36, 0.9, 0.78]],
  ['16:9', 1920, 1080, [0.54, 0.2, 0.88, 0.86]],
  ['728×90', 728, 90, [0.05, 0.07, 0.18, 0.95]],
  ['160×600', 160, 600, [0.15, 0.36, 0.85, 0.8]],
] as const;

describe.each(FORMATS)('%s', (_name, width, height, [left, top, right, bottom]) => {
  const canvas = { width, height };
  const mask = maskOf(canvas, left, top, right, bottom);
  const product = {
    ...{ x: left * width, y: top * height },
    ...{ width: (right - left) * width, height: (bottom - top) * height },
  };

  test('every role has its place: inside the margins, beside the product and each other', async () => {
    const laid = await plan(canvas, COPY, { mask });
    const roles = laid.blocks.map(({ role }) => role);
    expect(laid.headline).toBeDefined();
    for (const role of ['subline', 'price']) expect(roles).toContain(role);
    expect(roles.includes('badge') || roles.includes('label')).toBe(true);
    const safe = safeArea(width, height);
    const rects = rectsOf(laid);
    for (const [index, rect] of rects.entries()) {
      expect(rect.x).toBeGreaterThanOrEqual(safe.x - 0.01);
      expect(rect.y).toBeGreaterThanOrEqual(safe.y - 0.01);
      expect(rect.x + rect.width).toBeLessThanOrEqual(safe.x + safe.width + 0.01);
      expect(rect.y + rect.height).toBeLessThanOrEqual(safe.y + safe.height + 0.01);
      for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBeLessThan(1);
      // The badge is round: the corners of its box may stand over the product's.
      const isBadge = laid.blocks.some((block) => block.rect === rect && block.role === 'badge');
      if (!isBadge) expect(overlap(rect, product)).toBe(0);
    }
  });

  test('what matters more is larger: headline, price, subline; all of it can be read', async () => {
    const laid = await plan(canvas, COPY, { mask });
    const headline = (laid.headline?.maxEmPx ?? 0) / 1.05;
    expect(headline).toBeGreaterThan(sizeOf(laid, 'price'));
    expect(sizeOf(laid, 'price')).toBeGreaterThan(sizeOf(laid, 'subline'));
    expect(sizeOf(laid, 'subline')).toBeGreaterThanOrEqual(7);
  });
});

test('positions: above, below, and beside the product in the middle', async () => {
  const canvas = { width: 800, height: 1000 };
  const middle = async (position: TextPosition, mask: Uint8Array) => {
    const { headline } = await plan(canvas, { ...COPY, position }, { mask });
    return headline && [(headline.x + headline.width / 2) / 800, (headline.y + headline.height / 2) / 1000];
  };
  const [, top = 1] = (await middle(TextPosition.TOP, maskOf(canvas, 0.2, 0.4, 0.8, 0.85))) ?? [];
  expect(top).toBeLessThan(0.35);
  const [, bottom = 0] = (await middle(TextPosition.BOTTOM, maskOf(canvas, 0.2, 0.06, 0.8, 0.5))) ?? [];
  expect(bottom).toBeGreaterThan(0.5);
  const [x = 1, y = 0] = (await middle(TextPosition.CENTER, maskOf(canvas, 0.6, 0.3, 0.9, 0.85))) ?? [];
  expect(x).toBeLessThan(0.5);
  expect(Math.abs(y - 0.5)).toBeLessThan(0.25);
});

describe('auto', () => {
  const canvas = { width: 400, height: 400 };
  const title = { content: '가을', position: TextPosition.AUTO };
  const row = async (backdrop: Picture8, rest: Partial<CopyOrder> = {}) => {
    const { headline } = await plan(canvas, title, { backdrop, ...rest });
    return ((headline?.y ?? 0) + (headline?.height ?? 0) / 2) / 400;
  };

  test('without a product the third with the most dark wins, the top one below 15 %', async () => {
    expect(await row(picture(canvas, (_, y) => (y > 0.67 ? 20 : 200)))).toBeGreaterThan(0.6);
    expect(await row(picture(canvas, (_, y) => (y > 0.34 && y < 0.66 ? 20 : 200)))).toBeCloseTo(0.5, 1);
    expect(await row(picture(canvas, (_, y) => (y > 0.97 ? 20 : 200)))).toBeLessThan(0.34);
    expect(await row(picture(canvas, () => 200))).toBeLessThan(0.34);
  });

  test('with a product it keeps off it, and prefers calm', async () => {
    const mask = maskOf(canvas, 0.25, 0.34, 0.75, 0.66);
    const busy = (above: boolean) =>
      picture(canvas, (x, y) =>
        y < 0.5 === above && (Math.floor(x * 100) + Math.floor(y * 100)) % 2 ? 220 : 40,
      );
    expect(await row(busy(true), { mask })).toBeGreaterThan(0.66);
    expect(await row(busy(false), { mask })).toBeLessThan(0.34);
  });
});

test('a headline behind the product is larger, and hidden by a part only', async () => {
  const canvas = { width: 1024, height: 1024 };
  const mask = maskOf(canvas, 0.35, 0.36, 0.65, 0.8);
  const behind = await plan(canvas, COPY, { mask, behind: true });
  const front = await plan(canvas, COPY, { mask });
  const product = { x: 0.35 * 1024, y: 0.36 * 1024, width: 0.3 * 1024, height: 0.44 * 1024 };
  const { headline } = behind;
  expect(headline).toBeDefined();
  if (!headline || !front.headline) return;
  const hidden = overlap(headline, product) / (headline.width * headline.height);
  expect(hidden).toBeGreaterThan(0.02);
  expect(hidden).toBeLessThan(0.27);
  expect(overlap(front.headline, product)).toBe(0);
  for (const { rect, role } of behind.blocks) if (role !== 'badge') expect(overlap(rect, product)).toBe(0);
});

test('a badge that has no room at the product stands at the price, and both in the middle', async () => {
  const canvas = { width: 800, height: 800 };
  const mask = maskOf(canvas, 0.05, 0.4, 0.95, 0.78);
  const laid = await plan(canvas, { content: 'Sweet', price: '$12', badge: 'NEW' }, { mask });
  const [price, badge] = ['price', 'badge'].map(
    (role) => laid.blocks.find((block) => block.role === role)?.rect,
  );
  if (!price || !badge) throw new Error('Price or badge has no place.');
  const gap = badge.x - (price.x + price.width);
  expect(gap).toBeGreaterThan(0);
  expect(gap).toBeLessThan(badge.width);
  expect((price.x + badge.x + badge.width) / 2).toBeCloseTo(400, 0);
});
