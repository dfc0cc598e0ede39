import type { Language } from '../i18n/language.tsx';

/** A material to choose: what the field then says, and how it looks in small. */
export interface MaterialExample {
  id: string;
  text: Record<Language, string>;
}

/** Materials that make good letters, the most asked for first. Their swatches are in material.css, by id. */
export const MATERIALS: readonly MaterialExample[] = [
  { id: 'gold', text: { en: 'polished gold', ko: '황금' } },
  { id: 'balloon', text: { en: 'gold foil balloon', ko: '금박 풍선' } },
  { id: 'neon', text: { en: 'pink and blue neon', ko: '분홍과 파랑 네온' } },
  { id: 'chocolate', text: { en: 'chocolate', ko: '초콜릿' } },
  { id: 'glass', text: { en: 'clear glass', ko: '투명한 유리' } },
  { id: 'rose-gold', text: { en: 'rose gold', ko: '로즈골드' } },
  { id: 'walnut', text: { en: 'walnut wood', ko: '호두나무' } },
  { id: 'chrome', text: { en: 'chrome', ko: '크롬' } },
  { id: 'marble', text: { en: 'white marble', ko: '하얀 대리석' } },
  { id: 'plastic', text: { en: 'glossy red plastic', ko: '빨간 플라스틱' } },
  { id: 'ice', text: { en: 'ice', ko: '얼음' } },
  { id: 'biscuit', text: { en: 'gingerbread', ko: '비스킷' } },
  { id: 'jelly', text: { en: 'strawberry jelly', ko: '딸기 젤리' } },
  { id: 'felt', text: { en: 'soft felt', ko: '보드라운 펠트' } },
  { id: 'paper', text: { en: 'cut paper', ko: '종이' } },
  { id: 'moss', text: { en: 'moss', ko: '이끼' } },
  { id: 'holographic', text: { en: 'holographic', ko: '홀로그램' } },
];

/** So many are shown at first: two or three lines of them. */
export const FIRST_MATERIALS = 6;
