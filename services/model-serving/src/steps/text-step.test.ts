import { type AdSpec, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { describe, expect, test } from 'vitest';
import { alphaBounds } from '../imaging/composition/text-sprite.ts';
import { decodeImage, type Picture8 } from '../imaging/io/decode-image.ts';
import { safeArea } from '../imaging/text/layout/text-area.ts';
import { runTextStep } from './text-step.ts';

interface Options {
  content?: string;
  prompt?: string;
  width?: number;
  height?: number;
  position?: TextPosition;
}

async function make(options: Options, progress: (fraction: number, subStep: string) => void = () => {}) {
  const { content = '오늘의 커피 3,900원', prompt = 'gold', width = 512, height = 512 } = options;
  const spec = {
    product: { imageId: 'photo', scale: 0.45, strength: 0.6 },
    text: {
      content,
      prompt,
      fontId: 'pretendard-extrabold',
      negativePrompt: '',
      position: options.position ?? TextPosition.TOP,
    },
    output: { width, height, mediaType: 'image/png', quality: 90 },
    seed: 7,
  } as AdSpec;
  const context = {
    progress,
    cacheDir: '',
    preview: () => undefined,
    inferMask: () => Promise.reject(new Error('not needed')),
  };
  const { result, report } = await runTextStep({ spec, final: false }, context);
  return { result, report, picture: await decodeImage(result.data) };
}

/** Mean and spread of luminance and mean colour of the opaque pixels, 0..255. */
/** Mean colour of the letters, how much their brightness varies, and how bright their brightest twentieth is. */
function statistics({ data }: Picture8): { mean: number[]; deviation: number; shine: number } {
  const mean = [0, 0, 0];
  let [sum, squares, count] = [0, 0, 0];
  const values: number[] = [];
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] < 250) continue;
    const value = 0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2];
    for (let c = 0; c < 3; c++) mean[c] += data[i + c];
    values.push(value);
    sum += value;
    squares += value * value;
    count++;
  }
  const average = sum / count;
  const shine = values.sort((a, b) => a - b)[Math.floor(count * 0.95)];
  return {
    mean: mean.map((v) => v / count),
    deviation: Math.sqrt(squares / count - average * average),
    shine,
  };
}

describe('everything stays inside the safe area', () => {
  test.each([
    ['오늘의 커피 3,900원', 512, 512, TextPosition.TOP, 'gold'],
    ['Summer Sale 50% OFF', 360, 640, TextPosition.BOTTOM, 'gold foil balloon'],
    [
      '겨울을 녹이는 따뜻한 한 잔, 새로 나온 시나몬 카페라떼를 매장에서 만나보세요! 지금 바로 오늘만 할인',
      512,
      512,
      TextPosition.CENTER,
      'neon',
    ],
    ['오늘의 커피 3,900원', 728, 90, TextPosition.TOP, 'chrome'],
    ['W', 64, 768, TextPosition.BOTTOM, 'chocolate'],
    ['가'.repeat(80), 64, 64, TextPosition.TOP, 'paper'],
  ])('%s at %d × %d', async (content, width, height, position, prompt) => {
    const { picture } = await make({ content, width, height, position, prompt });
    const ink = alphaBounds(picture);
    const safe = safeArea(width, height);
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect(ink).toBeDefined();
    if (!ink) return;
    expect(ink.x).toBeGreaterThanOrEqual(safe.x);
    expect(ink.y).toBeGreaterThanOrEqual(safe.y);
    expect(ink.x + ink.width).toBeLessThanOrEqual(safe.x + safe.width);
    expect(ink.y + ink.height).toBeLessThanOrEqual(safe.y + safe.height);
  });
});

test('the letters have volume and antialiased edges', async () => {
  const { picture } = await make({});
  expect(statistics(picture).deviation).toBeGreaterThan(30);
  const tones = new Set<number>();
  let [partial, opaque] = [0, 0];
  for (let i = 3; i < picture.data.length; i += 4) {
    const alpha = picture.data[i];
    if (alpha > 0 && alpha < 255) {
      tones.add(alpha);
      partial++;
    } else if (alpha === 255) opaque++;
  }
  expect(opaque).toBeGreaterThan(8000);
  expect(partial).toBeGreaterThan(1000);
  expect(tones.size).toBeGreaterThanOrEqual(3);
});

test('materials look different from each other', async () => {
  const prompts = [
    'gold',
    'rose gold',
    'chrome',
    'chocolate',
    '나무',
    '빨간 플라스틱',
    'white paper',
    'blue neon',
  ];
  const looks: number[][] = [];
  for (const prompt of prompts) {
    const { picture } = await make({ content: '커피', prompt, width: 256, height: 256 });
    const { mean, deviation, shine } = statistics(picture);
    looks.push([...mean, deviation, shine]);
  }
  looks.forEach((a, i) => {
    looks.slice(i + 1).forEach((b, j) => {
      const distance = Math.hypot(...a.map((value, k) => value - b[k]));
      expect(distance, `${prompts[i]} and ${prompts[i + 1 + j]}`).toBeGreaterThan(25);
    });
  });
  const [gold, , chrome, chocolate] = looks;
  expect(gold[0]).toBeGreaterThan(gold[2] * 1.6);
  expect(Math.abs(chrome[0] - chrome[2])).toBeLessThan(30);
  expect(chocolate[0]).toBeLessThan(110);
});

test('the same order gives the same bytes, and progress never goes back', async () => {
  const fractions: number[] = [];
  const subSteps = new Set<string>();
  const first = await make({ width: 300, height: 300 }, (fraction, subStep) => {
    fractions.push(fraction);
    subSteps.add(subStep);
  });
  const second = await make({ width: 300, height: 300 });
  expect(first.result.data.equals(second.result.data)).toBe(true);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
  expect([...subSteps]).toEqual(['preparing_text_canvas', 'text_generation']);
});

test('a copy of invisible characters is an empty canvas', async () => {
  const { picture } = await make({ content: '\u3164\u200b', width: 64, height: 64 });
  expect(alphaBounds(picture)).toBeUndefined();
});

test('decomposed Hangul is the same copy', async () => {
  const composed = await make({ content: '커피', width: 128, height: 128 });
  const decomposed = await make({ content: '커피'.normalize('NFD'), width: 128, height: 128 });
  expect(decomposed.result.data.equals(composed.result.data)).toBe(true);
});

test('an unknown material is reported, characters that the font lacks are refused', async () => {
  expect(
    (await make({ content: '가', prompt: 'qwx', width: 128, height: 128 })).report.warnings,
  ).toMatchObject([{ reason: 'MATERIAL_NOT_UNDERSTOOD' }]);
  expect((await make({ content: '가', prompt: 'gold', width: 128, height: 128 })).report.warnings).toEqual(
    [],
  );
  await expect(make({ content: '커피 ☕' })).rejects.toMatchObject({
    reason: 'FONT_LACKS_CHARACTERS',
    characters: ['☕'],
  });
});
