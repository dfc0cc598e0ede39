import { defineWords } from '../i18n/words.ts';

export const WORDS = defineWords({
  en: {
    tools: 'Tools for this ad',
    ad: 'Ad',
    arrange: 'Move product',
    cutout: 'Touch up cut-out',
    toolLoading: 'Opening the tool …',
  },
  ko: {
    tools: '이 광고의 도구',
    ad: '광고',
    arrange: '상품 옮기기',
    cutout: '누끼 다듬기',
    toolLoading: '도구를 여는 중이에요…',
  },
});
