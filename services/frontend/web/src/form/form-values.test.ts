import { CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { describe, expect, it } from 'vitest';
import { EMPTY_VALUES, specOf } from './form-values.ts';

describe('specOf', () => {
  it('leaves what is empty to the server', () => {
    const spec = specOf(EMPTY_VALUES);
    expect(spec.product).toBeUndefined();
    expect(spec.seed).toBeUndefined();
    expect(spec.background?.prompt).toBeUndefined();
    expect(spec.text?.content).toBeUndefined();
    expect(spec.output).toMatchObject({ width: 1024, height: 1024 });
  });

  it('carries every field of the form', () => {
    const spec = specOf({
      imageId: 'a'.repeat(64),
      prompt: 'a café',
      copy: '오늘의 커피\n3,900원',
      subline: '갓 볶은 원두',
      price: '3,900원',
      oldPrice: '4,500원',
      badge: '특가',
      callToAction: '주문하기',
      fontId: 'black-han-sans',
      material: 'gold',
      position: TextPosition.AUTO,
      mode: CompositionMode.BEHIND,
      format: '9:16',
      seed: '0',
      scale: '0.5',
      strength: '0',
      textStrength: '1',
    });
    expect(spec).toMatchObject({
      product: { imageId: 'a'.repeat(64), scale: 0.5, strength: 0 },
      background: { prompt: 'a café' },
      text: {
        content: '오늘의 커피\n3,900원',
        subline: '갓 볶은 원두',
        price: '3,900원',
        oldPrice: '4,500원',
        badge: '특가',
        callToAction: '주문하기',
        fontId: 'black-han-sans',
        prompt: 'gold',
        position: TextPosition.AUTO,
      },
      composition: { mode: CompositionMode.BEHIND, strength: 1 },
      output: { width: 1080, height: 1920 },
      seed: 0,
    });
  });
});
