import { defineWords } from '../i18n/words.ts';

/** What the fields of a spec are called where versions are compared, and what is said when one has changed. */
export const FIELD_WORDS = defineWords<FieldWords>({
  en: {
    fields: {
      'product.image_id': 'Product photo',
      'product.cutout_image_id': 'Cut-out',
      'product.scale': 'Product size',
      'product.strength': 'Match product to scene',
      'product.elevation_deg': 'Viewing angle',
      'product.x': 'Product from the left',
      'product.y': 'Product from the top',
      'background.prompt': 'Scene',
      'background.negative_prompt': 'Not in the scene',
      'text.content': 'Copy',
      'text.subline': 'Subline',
      'text.price': 'Price',
      'text.old_price': 'Old price',
      'text.badge': 'Badge',
      'text.call_to_action': 'Call to action',
      'text.font_id': 'Font',
      'text.typography_font_id': 'Font of the small print',
      'text.prompt': 'Material',
      'text.negative_prompt': 'Not in the letters',
      'text.position': 'Place of the copy',
      'text.alignment': 'Alignment',
      'composition.mode': 'How the copy is set in',
      'composition.strength': 'Match letters to scene',
      'output.width': 'Width',
      'output.height': 'Height',
      'output.media_type': 'File type',
      'output.quality': 'Quality',
      seed: 'Seed',
      start_step: 'First step',
      stop_step: 'Last step',
      step1_image_id: 'Own background',
      step2_image_id: 'Own letters',
      auto_unload: 'Give memory back',
    },
    seed: (before, after) => `Seed ${before ?? '–'} → ${after ?? '–'}`,
    size: (width, height) => `${width} × ${height}`,
    moved: 'Product moved',
    larger: 'Product larger',
    smaller: 'Product smaller',
    photo: 'Another photo',
    cutout: 'Cut-out touched up',
    ownBackground: 'Own background',
    madeBackground: 'Background made anew',
    ownLetters: 'Own letters',
    madeLetters: 'Letters made anew',
    same: 'Made again',
    andMore: (count) => `${count} more`,
  },
  ko: {
    fields: {
      'product.image_id': '상품 사진',
      'product.cutout_image_id': '누끼',
      'product.scale': '상품 크기',
      'product.strength': '상품을 배경에 맞추는 정도',
      'product.elevation_deg': '보는 각도',
      'product.x': '상품 가로 위치',
      'product.y': '상품 세로 위치',
      'background.prompt': '배경',
      'background.negative_prompt': '배경에서 뺄 것',
      'text.content': '문구',
      'text.subline': '보조 문구',
      'text.price': '가격',
      'text.old_price': '할인 전 가격',
      'text.badge': '배지',
      'text.call_to_action': '행동 유도 문구',
      'text.font_id': '글꼴',
      'text.typography_font_id': '작은 글자 글꼴',
      'text.prompt': '글자 재질',
      'text.negative_prompt': '글자에서 뺄 것',
      'text.position': '문구 위치',
      'text.alignment': '줄 맞춤',
      'composition.mode': '문구 배치',
      'composition.strength': '글자를 배경에 맞추는 정도',
      'output.width': '너비',
      'output.height': '높이',
      'output.media_type': '파일 형식',
      'output.quality': '품질',
      seed: '시드',
      start_step: '시작 단계',
      stop_step: '마지막 단계',
      step1_image_id: '내 배경',
      step2_image_id: '내 글자',
      auto_unload: '메모리 돌려주기',
    },
    seed: (before, after) => `시드 ${before ?? '–'} → ${after ?? '–'}`,
    size: (width, height) => `${width} × ${height}`,
    moved: '상품 옮김',
    larger: '상품 크게',
    smaller: '상품 작게',
    photo: '다른 사진',
    cutout: '누끼 다듬음',
    ownBackground: '내 배경',
    madeBackground: '배경 새로',
    ownLetters: '내 글자',
    madeLetters: '글자 새로',
    same: '다시 만듦',
    andMore: (count) => `외 ${count}가지`,
  },
});

export interface FieldWords {
  /** By path in AdSpec. */
  fields: Readonly<Record<string, string>>;
  seed(before: unknown, after: unknown): string;
  size(width: unknown, height: unknown): string;
  moved: string;
  larger: string;
  smaller: string;
  photo: string;
  cutout: string;
  ownBackground: string;
  madeBackground: string;
  ownLetters: string;
  madeLetters: string;
  /** Nothing of the spec has changed. */
  same: string;
  andMore(count: number): string;
}
