import { defineWords } from '../i18n/words.ts';

/** What the cards of the steps say of pictures of one's own. */
export const WORDS = defineWords({
  en: {
    menu: (step: string) => `More for “${step}”`,
    ownPicture: 'Your own picture',
    useOwn: 'Use my own picture …',
    downloadResult: 'Download this step’s picture',
    downloadCutout: 'Download the cut-out',
    downloadMask: 'Download the mask',
  },
  ko: {
    menu: (step: string) => `“${step}” 더 보기`,
    ownPicture: '직접 올린 그림',
    useOwn: '내 그림 쓰기…',
    downloadResult: '이 단계의 그림 내려받기',
    downloadCutout: '누끼 그림 내려받기',
    downloadMask: '마스크 내려받기',
  },
});
