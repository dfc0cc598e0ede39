import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { describe, expect, test } from 'vitest';
import { loadFont } from '../shaping/load-font.ts';
import { createShaper } from './arrange-lines.ts';
import { type FittedCopy, fitCopy } from './fit-copy.ts';
import type { TextArea } from './text-area.ts';

const font = await loadFont(FONTS[0]);

/** The upper part of a canvas, or the left half of a banner. */
function areaOf({ width, height }: { width: number; height: number }): TextArea {
  const isBanner = width > 3 * height;
  return {
    ...{ x: width * 0.1, y: height * 0.1, align: 'center', anchor: 'top', largePrice: !isBanner },
    ...{ width: width * (isBanner ? 0.7 : 0.8), height: height * (isBanner ? 0.8 : 0.27) },
    ...{ maxEmPx: 0.19 * Math.sqrt(width * height), lineCost: isBanner ? 0.3 : 0.03 },
  };
}

function fit(copy: string, width = 1024, height = 1024): FittedCopy {
  const canvas = { width, height };
  const area = areaOf(canvas);
  return fitCopy({ copy, area, canvas, shaper: createShaper(font, 0), paddingEm: 0.05 });
}

function lines(copy: string, width?: number, height?: number): string[] {
  return fit(copy, width, height).lines.map(({ shaped }) => shaped.text);
}

describe('line breaking', () => {
  test('a price at the end stands on a line of its own, larger', () => {
    const fitted = fit('오늘의 커피 3,900원');
    expect(fitted.lines.map(({ shaped, size }) => [shaped.text, size])).toEqual([
      ['오늘의 커피', 1],
      ['3,900원', 1.5],
    ]);
    expect(lines('Summer Sale 50% OFF')).toEqual(['Summer Sale', '50% OFF']);
  });

  test('a banner of 728 × 90 keeps one line', () => {
    expect(lines('오늘의 커피 3,900원', 728, 90)).toHaveLength(1);
    expect(lines('Summer Sale 50% OFF', 728, 90)).toHaveLength(1);
  });

  test('long copies break between words into even lines', () => {
    const broken = lines(
      '겨울을 녹이는 따뜻한 한 잔, 새로 나온 시나몬 카페라떼를 가까운 매장에서 만나보세요!',
    );
    expect(broken.length).toBeGreaterThan(1);
    expect(broken.join(' ')).toBe(
      '겨울을 녹이는 따뜻한 한 잔, 새로 나온 시나몬 카페라떼를 가까운 매장에서 만나보세요!',
    );
    const lengths = broken.map((line) => line.length);
    expect(Math.min(...lengths) / Math.max(...lengths)).toBeGreaterThan(0.6);
  });

  test('a word that would become tiny is broken between syllables, and only then', () => {
    expect(lines('초콜릿아이스크림케이크')).toHaveLength(1);
    const broken = lines('가'.repeat(80));
    expect(broken.length).toBeGreaterThan(2);
    expect(broken.join('')).toBe('가'.repeat(80));
  });

  test('explicit line breaks are kept', () => {
    expect(lines('오늘만\n1+1')).toEqual(['오늘만', '1+1']);
  });
});

test('type fills the area but is not blown up beyond the largest size', () => {
  const long = fit('오늘의 커피 한 잔과 함께하는 여유로운 아침');
  const area = areaOf({ width: 1024, height: 1024 });
  const filled = Math.max((long.width * long.emPx) / area.width, (long.height * long.emPx) / area.height);
  expect(filled).toBeGreaterThan(0.9);
  expect(filled).toBeLessThanOrEqual(1);
  expect(fit('A').emPx).toBe(area.maxEmPx);
});
