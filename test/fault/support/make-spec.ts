import { AdSpec, CompositionMode, type DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Chance } from './chance.ts';

const SIDES = [256, 320, 384];
const PROMPTS = ['따뜻한 카페, 호두나무 테이블', 'white marble', 'blue paper, soft light', 'linen'];
const COPIES = ['특가', '오늘의 커피', 'SALE', '신메뉴 1+1'];

/** A spec of a small picture, unlike any other by its seed, so that its steps really run. */
export function makeSpec(chance: Chance, productImageId?: string): AdSpec {
  const spec: DeepPartial<AdSpec> = {
    ...(productImageId && { product: { imageId: productImageId } }),
    background: { prompt: chance.pick(PROMPTS) },
    text: { content: chance.pick(COPIES) },
    composition: {
      mode: chance.pick([CompositionMode.OVERLAY, CompositionMode.BLEND]),
    },
    output: { width: chance.pick(SIDES), height: chance.pick(SIDES) },
    seed: chance.integer(0, 0xffff_ffff),
  };
  return AdSpec.fromPartial(spec);
}
