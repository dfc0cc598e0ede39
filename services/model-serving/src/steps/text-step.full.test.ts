import { FONTS, missingCharacters } from '@nanococoa/common/fonts/font-catalogue.ts';
import { type AdSpec, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { describe, expect, test } from 'vitest';
import { alphaBounds } from '../imaging/composition/text-sprite.ts';
import { decodeImage } from '../imaging/io/decode-image.ts';
import { safeArea } from '../imaging/text/layout/text-area.ts';
import { runTextStep } from './text-step.ts';

const COPIES = [
  '가',
  'W',
  '!',
  '오늘의 커피 3,900원',
  'Summer Sale\n50% OFF',
  '뷁쀍꿹 뚫훑읽 닭볶음탕',
  'Jagged gypsy queens (quietly) jump — again & again!',
  '겨울을 녹이는 따뜻한 한 잔, 새로 나온 시나몬 카페라떼를 가까운 매장에서 만나보세요! 오늘만 4,500원',
  '가나다라마바사아자차카타파하'.repeat(6).slice(0, 80),
  'Supercalifragilisticexpialidocious'.repeat(3).slice(0, 80),
  '\n\n오늘만\n\n\n특가\n',
];
const FORMATS = [
  [64, 64],
  [64, 768],
  [768, 64],
  [320, 400],
  [270, 480],
  [480, 270],
  [728, 90],
  [160, 600],
] as const;
const MATERIALS = [
  'gold',
  'gold foil balloon',
  'neon',
  'chocolate',
  'glass',
  'marble',
  'oak',
  'stone',
  'paper',
];
const POSITIONS = [TextPosition.TOP, TextPosition.CENTER, TextPosition.BOTTOM, TextPosition.AUTO];
const context = {
  progress: () => {},
  cacheDir: '',
  preview: () => undefined,
  inferMask: () => Promise.reject(new Error('not needed')),
};

describe.each(COPIES)('%j', (content) => {
  test.each(FORMATS)('keeps to the safe area at %d × %d', async (width, height) => {
    const turn = COPIES.indexOf(content) + FORMATS.findIndex(([w, h]) => w === width && h === height);
    const able = FONTS.filter((font) => missingCharacters(font, content).length === 0);
    const spec = {
      product: { imageId: 'photo', scale: 0.45, strength: 0.6 },
      text: {
        content,
        fontId: able[turn % able.length].id,
        prompt: MATERIALS[(turn * 5) % MATERIALS.length],
        negativePrompt: '',
        position: POSITIONS[turn % POSITIONS.length],
      },
      output: { width, height, mediaType: 'image/png', quality: 90 },
      seed: turn,
    } as AdSpec;
    const { result } = await runTextStep({ spec, final: false }, context);
    const picture = await decodeImage(result.data);
    const safe = safeArea(width, height);
    const ink = alphaBounds(picture);
    expect(ink).toBeDefined();
    if (!ink) return;
    expect(ink.x).toBeGreaterThanOrEqual(safe.x);
    expect(ink.y).toBeGreaterThanOrEqual(safe.y);
    expect(ink.x + ink.width).toBeLessThanOrEqual(safe.x + safe.width);
    expect(ink.y + ink.height).toBeLessThanOrEqual(safe.y + safe.height);
  });
});
