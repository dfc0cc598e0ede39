import { AdSpec, CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeImage } from '../imaging/io/decode-image.ts';
import { runCompositionStep } from './composition-step.ts';

// A layer as step 2 lays it out: a body at the top, print at the bottom. Step 3 must not move either.
const SIZE = 256;
const context = {
  progress: () => undefined,
  cacheDir: '',
  preview: () => undefined,
  inferMask: () => Promise.reject(new Error('not needed')),
};

const isBody = (x: number, y: number): boolean => x >= 60 && x < 196 && y >= 30 && y < 70 && x % 34 < 20;
const isPrint = (x: number, y: number): boolean => x >= 60 && x < 196 && y >= 200 && y < 220 && x % 12 < 6;

type Pixel = (x: number, y: number) => readonly number[];

function png(pixel: Pixel): Promise<Buffer> {
  const data = Buffer.alloc(SIZE * SIZE * 4);
  for (let i = 0; i < SIZE * SIZE; i++) data.set(pixel(i % SIZE, Math.floor(i / SIZE)), i * 4);
  return sharp(data, { raw: { width: SIZE, height: SIZE, channels: 4 } })
    .png()
    .toBuffer();
}

const grey = (value: number) => [value, value, value, 255];

async function compose(change: {
  mode?: CompositionMode;
  mask?: (x: number, y: number) => boolean;
  background?: Pixel;
  body?: readonly number[];
  backgroundSupplied?: boolean;
  strength?: number;
  position?: TextPosition;
}) {
  const { body = [230, 190, 90], background = () => [60, 66, 74, 255] } = change;
  const picture = await png(background);
  const layer = await png((x, y) =>
    isBody(x, y) ? [...body, 255] : isPrint(x, y) ? [250, 250, 250, 255] : [0, 0, 0, 0],
  );
  const { mask } = change;
  const { result, report } = await runCompositionStep(
    {
      spec: AdSpec.fromPartial({
        text: { position: change.position ?? TextPosition.AUTO },
        composition: { mode: change.mode ?? CompositionMode.OVERLAY, strength: change.strength ?? 0.6 },
        output: { width: SIZE, height: SIZE },
        seed: 4,
      }),
      scene: { light: { azimuthDeg: -60, elevationDeg: 40, radiusDeg: 4 } } as Scene,
      background: picture,
      text: layer,
      textVolume: await png((x, y) => grey(isBody(x, y) ? 255 : 0)),
      productMask: mask && (await png((x, y) => grey(mask(x, y) ? 255 : 0))),
      backgroundSupplied: change.backgroundSupplied ?? true,
      textSupplied: false,
    },
    context,
  );
  const [before, after] = [await decodeImage(picture), await decodeImage(result.data)];
  const at = (x: number, y: number) => [...after.data.subarray((y * SIZE + x) * 4, (y * SIZE + x) * 4 + 3)];
  const loss = (x: number, y: number) =>
    before.data[(y * SIZE + x) * 4 + 1] - after.data[(y * SIZE + x) * 4 + 1];
  return { at, loss, after, before, reasons: report.warnings.map(({ reason }) => reason) };
}

test('body and print stay where they were laid out, whatever the position says', async () => {
  for (const position of [TextPosition.TOP, TextPosition.BOTTOM, TextPosition.AUTO]) {
    const { at } = await compose({ position });
    expect(at(70, 50)).toEqual([230, 190, 90]);
    expect(at(74, 210)).toEqual([250, 250, 250]);
    expect(at(128, 128)).toEqual([60, 66, 74]);
  }
});

test('the body casts a shadow away from the light, print casts none', async () => {
  const { loss } = await compose({});
  const sum = (from: number, to: number, rows: [number, number], skip: (x: number, y: number) => boolean) => {
    let total = 0;
    for (let y = rows[0]; y < rows[1]; y++)
      for (let x = from; x < to; x++) if (!skip(x, y)) total += Math.max(0, loss(x, y));
    return total;
  };
  const right = sum(190, 240, [30, 110], isBody);
  const left = sum(16, 66, [30, 110], isBody);
  expect(right).toBeGreaterThan(left * 1.3);
  expect(right).toBeGreaterThan(500);
  expect(sum(40, 220, [180, 240], isPrint)).toBe(0);
});

describe('with a product', () => {
  const overBoth = (x: number) => x >= 100 && x < 150;

  test('behind: the product hides the body, print stays in front of it', async () => {
    const { at, reasons } = await compose({ mode: CompositionMode.BEHIND, mask: overBoth });
    expect(at(105, 50)).toEqual([60, 66, 74]);
    expect(at(170, 50)).toEqual([230, 190, 90]);
    expect(at(110, 210)).toEqual([250, 250, 250]);
    expect(reasons).toContain('TEXT_HIDDEN');
  });

  test('overlay stands in front, and says what it covers', async () => {
    const { at, reasons } = await compose({ mask: overBoth });
    expect(at(105, 50)).toEqual([230, 190, 90]);
    expect(reasons).toContain('PRODUCT_COVERED');
  });
});

test('the modes differ measurably on the body, and leave print alone', async () => {
  const red: Pixel = (x) => [150 + x / 4, 50, 40, 255];
  const mask = (x: number, y: number) => x >= 110 && x < 140 && y >= 50 && y < 190;
  const { OVERLAY, BLEND, BEHIND } = CompositionMode;
  const ads = await Promise.all(
    [OVERLAY, BLEND, BEHIND].map((mode) => compose({ mode, mask, background: red })),
  );
  const difference = (one: number, other: number) => {
    let [sum, count] = [0, 0];
    for (let y = 0; y < SIZE; y++) {
      for (let x = 0; x < SIZE; x++) {
        if (!isBody(x, y)) continue;
        const [first, second] = [ads[one].at(x, y), ads[other].at(x, y)];
        sum += Math.max(...first.map((value, c) => Math.abs(value - second[c])));
        count++;
      }
    }
    return sum / count;
  };
  expect(difference(0, 1)).toBeGreaterThan(15);
  expect(difference(0, 2)).toBeGreaterThan(5);
  expect(difference(1, 2)).toBeGreaterThan(15);
  for (const ad of ads) expect(ad.at(74, 210)).toEqual([250, 250, 250]);
});

test('letters get the grain of a picture that step 1 made, none on one that the user supplied', async () => {
  const tones = async (backgroundSupplied: boolean) => {
    const { at } = await compose({ backgroundSupplied });
    const values = new Set<number>();
    for (let y = 32; y < 68; y++) for (let x = 70; x < 86; x++) values.add(at(x, y)[0]);
    return values;
  };
  expect((await tones(true)).size).toBe(1);
  const grained = await tones(false);
  expect(grained.size).toBeGreaterThan(3);
  expect(Math.max(...grained) - Math.min(...grained)).toBeLessThan(16);
});

test('contrast: flat letters of the ground’s tone are reported; bright ones, and metal on a dark ground, are not', async () => {
  const warns = async (body: readonly number[], ground: number) =>
    (await compose({ body, background: () => grey(ground) })).reasons.includes('TEXT_LOW_CONTRAST');
  expect(await warns([226, 226, 226], 235)).toBe(true);
  expect(await warns([40, 36, 30], 24)).toBe(true);
  expect(await warns([250, 250, 250], 30)).toBe(false);
  expect(await warns([212, 175, 80], 45)).toBe(false);
  expect(await warns([30, 30, 30], 220)).toBe(false);
});
