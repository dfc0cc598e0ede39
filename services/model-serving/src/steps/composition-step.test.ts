import { type AdSpec, CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Light, Scene } from '@nanococoa/proto/common/v1/scene.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { alphaBounds } from '../imaging/composition/text-sprite.ts';
import { decodeImage, type Picture8 } from '../imaging/io/decode-image.ts';
import { safeArea } from '../imaging/text/layout/text-area.ts';
import { type CompositionInput, runCompositionStep } from './composition-step.ts';

const SIZE = 256;
const context = {
  progress: () => {},
  cacheDir: '',
  preview: () => undefined,
  inferMask: () => Promise.reject(new Error('not needed')),
};

type Pixel = (x: number, y: number) => readonly [number, number, number, number];

function png(width: number, height: number, pixel: Pixel): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set(pixel(i % width, Math.floor(i / width)), i * 4);
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

/** Grain that any re-encoding or grading would change. */
const grain: Pixel = (x, y) => [
  90 + ((x * 7 + y * 13) % 40),
  80 + ((x * 3 + y * 5) % 30),
  70 + ((x + y) % 20),
  255,
];
/** Three white bars like strokes. */
const bars: Pixel = (x, y) => [
  250,
  245,
  235,
  y >= 60 && y < 90 && x >= 80 && x < 176 && x % 32 < 12 ? 255 : 0,
];
const disc: Pixel = (x, y) => {
  const value = Math.hypot(x - 128, y - 90) < 50 ? 255 : 0;
  return [value, value, value, 255];
};

async function compose(change: {
  text?: Pixel;
  textSize?: number;
  mask?: Pixel;
  position?: TextPosition;
  mode?: CompositionMode;
  background?: Pixel;
  strength?: number;
  mediaType?: string;
  light?: Pick<Light, 'azimuthDeg' | 'elevationDeg' | 'radiusDeg'>;
  isOurs?: boolean;
}) {
  const background = await png(SIZE, SIZE, change.background ?? grain);
  const spec = {
    text: { content: '커피', position: change.position ?? TextPosition.TOP },
    composition: { mode: change.mode ?? CompositionMode.OVERLAY, strength: change.strength ?? 0.4 },
    output: { width: SIZE, height: SIZE, mediaType: change.mediaType ?? 'image/png', quality: 90 },
    seed: 3,
  } as AdSpec;
  const input: CompositionInput = {
    spec,
    background,
    backgroundSupplied: !change.isOurs,
    textSupplied: true,
  };
  if (change.light) input.scene = { light: change.light } as Scene;
  if (change.text) input.text = await png(change.textSize ?? SIZE, change.textSize ?? SIZE, change.text);
  if (change.mask) input.productMask = await png(SIZE, SIZE, change.mask);
  const { result, report } = await runCompositionStep(input, context);
  return {
    background,
    result,
    report,
    before: await decodeImage(background),
    after: await decodeImage(result.data),
  };
}

function changed(before: Picture8, after: Picture8): Picture8 {
  const data = Buffer.alloc(before.data.length);
  for (let i = 0; i < data.length; i += 4) {
    if (before.data.compare(after.data, i, i + 4, i, i + 4) !== 0) data[i + 3] = 255;
  }
  return { ...before, data };
}

describe('nothing but text and shadow changes', () => {
  test('without a text the bytes come back as they are', async () => {
    const { result, background } = await compose({});
    expect(result.data.equals(background)).toBe(true);
    const empty = await compose({ text: () => [0, 0, 0, 0] });
    expect(empty.result.data.equals(empty.background)).toBe(true);
  });

  test('pixels away from the text keep their bytes', async () => {
    const { before, after } = await compose({ text: bars });
    const touched = alphaBounds(changed(before, after));
    expect(touched).toBeDefined();
    if (!touched) return;
    expect(touched.y + touched.height).toBeLessThan(160);
    expect(touched.x).toBeGreaterThan(0);
    expect(after.data.compare(before.data, 170 * SIZE * 4, undefined, 170 * SIZE * 4)).toBe(0);
  });

  test('another output type is encoded, another size is covered', async () => {
    expect((await compose({ mediaType: 'image/jpeg' })).result).toMatchObject({
      mediaType: 'image/jpeg',
      hasAlpha: false,
    });
    const spec = { output: { width: 128, height: 64, mediaType: 'image/webp', quality: 80 } } as AdSpec;
    const background = await png(SIZE, SIZE, grain);
    const { result } = await runCompositionStep(
      { spec, background, backgroundSupplied: true, textSupplied: true },
      context,
    );
    expect(await sharp(result.data).metadata()).toMatchObject({ format: 'webp', width: 128, height: 64 });
  });
});

describe('placement', () => {
  const safe = safeArea(SIZE, SIZE);
  /** The box of the bright text pixels. */
  const textBox = ({ after }: { after: Picture8 }) => {
    const data = Buffer.alloc(after.data.length);
    for (let i = 0; i < data.length; i += 4) data[i + 3] = after.data[i] > 220 ? 255 : 0;
    const box = alphaBounds({ ...after, data });
    if (!box) throw new Error('no text');
    return box;
  };

  test('top, center and bottom keep the margin', async () => {
    expect(textBox(await compose({ text: bars })).y).toBe(safe.y);
    const bottom = textBox(await compose({ text: bars, position: TextPosition.BOTTOM }));
    expect(bottom.y + bottom.height).toBe(safe.y + safe.height);
    const center = textBox(await compose({ text: bars, position: TextPosition.CENTER }));
    expect(Math.abs(center.y + center.height / 2 - SIZE / 2)).toBeLessThanOrEqual(1);
  });

  test('a layer of another size, full to the edge, is fitted into the safe area', async () => {
    const box = textBox(await compose({ text: () => [255, 255, 255, 255], textSize: 700 }));
    expect(box).toEqual({ x: safe.x, y: safe.y, width: safe.width, height: safe.height });
  });

  test('auto keeps away from the product', async () => {
    const top: Pixel = (x, y) => (y < 150 && x > 40 && x < 216 ? [255, 255, 255, 255] : [0, 0, 0, 255]);
    const composed = await compose({ text: bars, position: TextPosition.AUTO, mask: top });
    expect(textBox(composed).y).toBeGreaterThanOrEqual(150);
    expect(composed.report.warnings.map(({ reason }) => reason)).not.toContain('PRODUCT_COVERED');
    const below: Pixel = (x, y) => (y > 120 ? [255, 255, 255, 255] : [x & 1, 0, 0, 255]);
    const other = textBox(await compose({ text: bars, position: TextPosition.AUTO, mask: below }));
    expect(other.y + other.height).toBeLessThanOrEqual(121);
  });
});

describe('modes', () => {
  test('behind: every product pixel keeps its bytes', async () => {
    const { before, after } = await compose({ text: bars, mask: disc, mode: CompositionMode.BEHIND });
    let [product, covered] = [0, 0];
    for (let i = 0; i < SIZE * SIZE; i++) {
      const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
      if (disc(x, y)[0] === 255) {
        product++;
        expect(after.data.compare(before.data, i * 4, i * 4 + 4, i * 4, i * 4 + 4)).toBe(0);
      } else if (after.data[i * 4] > 220) covered++;
    }
    expect(product).toBeGreaterThan(7000);
    expect(covered).toBeGreaterThan(100);
  });

  test('overlay stands in front and says that it covers the product', async () => {
    const { report, after } = await compose({
      text: bars,
      mask: disc,
      mode: CompositionMode.OVERLAY,
      position: TextPosition.CENTER,
    });
    expect(after.data[(128 * SIZE + 100) * 4]).toBeGreaterThan(220);
    expect(report.warnings.map(({ reason }) => reason)).toContain('PRODUCT_COVERED');
  });

  test('blend takes the colour of the picture', async () => {
    const red: Pixel = () => [170, 40, 30, 255];
    const overlay = await compose({ text: bars, background: red, strength: 1 });
    const blend = await compose({ text: bars, background: red, strength: 1, mode: CompositionMode.BLEND });
    const at = (40 * SIZE + 100) * 4;
    expect(overlay.after.data[at + 2]).toBe(235);
    expect(blend.after.data[at + 2]).toBeLessThan(215);
    expect(blend.after.data[at] - blend.after.data[at + 2]).toBeGreaterThan(25);
  });
});

test('the shadow falls away from the scene light and grows with strength', async () => {
  const losses = async (strength: number, azimuthDeg: number) => {
    const light = { azimuthDeg, elevationDeg: 40, radiusDeg: 4 };
    const { before, after } = await compose({
      text: bars,
      strength,
      light,
      background: () => [40, 60, 80, 255],
    });
    let [left, right] = [0, 0];
    for (let i = 0; i < after.data.length; i += 4) {
      const loss = Math.max(0, before.data[i + 1] - after.data[i + 1]);
      if ((i / 4) % SIZE < 133) left += loss;
      else right += loss;
    }
    return { left, right };
  };
  const fromRight = await losses(0.6, 80);
  const fromLeft = await losses(0.6, -80);
  expect(fromRight.left).toBeGreaterThan(fromRight.right * 1.1);
  expect(fromLeft.right).toBeGreaterThan(fromLeft.left * 1.1);
  expect((await losses(1, 80)).left).toBeGreaterThan((await losses(0.1, 80)).left * 1.5);
});

test('low contrast is lifted, and reported where it stays low', async () => {
  const ground = { text: bars, strength: 0, background: () => [150, 150, 150, 255] as const };
  const lifted = await compose({ ...ground, isOurs: true });
  expect(lifted.report.warnings).toEqual([]);
  expect(lifted.after.data[(35 * SIZE + 94) * 4]).toBeLessThan(145); // of 150 before
  // The light falls softly: no edge, and the far corner keeps what it had.
  const row = Array.from({ length: SIZE }, (_, y) => lifted.after.data[(y * SIZE + 60) * 4]);
  for (let y = 1; y < SIZE; y++) expect(Math.abs(row[y] - row[y - 1])).toBeLessThan(5);
  expect(row[SIZE - 1]).toBe(150);
  // A picture that the user made is only reported.
  const supplied = await compose(ground);
  expect(supplied.report.warnings.map(({ reason }) => reason)).toContain('TEXT_LOW_CONTRAST');
  const near = await compose({ text: bars, background: () => [240, 236, 228, 255] });
  expect(near.report.warnings.map(({ reason }) => reason)).toContain('TEXT_LOW_CONTRAST');
  const fine = await compose({ text: bars, strength: 0, background: () => [20, 22, 30, 255] });
  expect(fine.report.warnings).toEqual([]);
  expect(fine.after.data[(35 * SIZE + 94) * 4]).toBeGreaterThan(14);
});

test('the same parts give the same bytes', async () => {
  const options = { text: bars, mask: disc, mode: CompositionMode.BLEND, position: TextPosition.AUTO };
  expect((await compose(options)).result.data.equals((await compose(options)).result.data)).toBe(true);
});
