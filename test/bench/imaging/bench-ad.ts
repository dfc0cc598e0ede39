import type { AdSpec, DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';

/** The ad that is measured: a product that casts a shadow and is mirrored, a backdrop out of focus, letters of metal. */
export function benchAd(side: number, copy = '오늘의 커피'): DeepPartial<AdSpec> {
  return {
    product: { imageId: 'photo', scale: 0.45, strength: 0.6 },
    background: { prompt: 'a walnut table in a cosy cafe in the evening, warm bokeh' },
    text: { content: copy, prompt: 'polished gold', position: TextPosition.TOP },
    composition: { mode: CompositionMode.OVERLAY, strength: 0.4 },
    output: { width: side, height: side, mediaType: 'image/png', quality: 90 },
    seed: 7,
  };
}
