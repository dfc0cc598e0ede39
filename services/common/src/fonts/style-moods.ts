import type { FontMoodEntry } from './font-mood-entry.ts';

/** Moods of design, occasion and place. */
export const STYLE_MOODS = [
  {
    id: 'modern',
    label: { en: 'modern', ko: '현대적인' },
    words: [
      ...['modern', 'contemporary', 'city', 'urban', 'design', 'chrome', 'glass', 'metal'],
      ...['현대', '모던', '도시', '어반', '디자인', '크롬', '유리', '메탈', '금속'],
    ],
  },
  {
    id: 'tech',
    label: { en: 'technical', ko: '기술적인' },
    words: [
      ...[
        'tech',
        'technology',
        'digital',
        'cyber',
        'futuristic',
        'space',
        'rocket',
        'app',
        'launch',
        'chrome',
      ],
      ...['기술', '디지털', '사이버', '미래', '우주', '로켓', '출시', '전자', '스마트', '크롬'],
    ],
  },
  {
    id: 'trustworthy',
    label: { en: 'trustworthy', ko: '믿음직한' },
    words: [
      ...['trust', 'business', 'bank', 'insurance', 'health', 'medical', 'official', 'notice', 'quality'],
      ...['신뢰', '믿', '은행', '보험', '건강', '병원', '공식', '안내', '품질', '고당도'],
    ],
  },
  {
    id: 'bold',
    label: { en: 'bold', ko: '강렬한' },
    words: [
      ...['bold', 'strong', 'heavy', 'powerful', 'loud', 'impact', 'stone', 'poster', 'big'],
      ...['강렬', '강한', '굵은', '두꺼운', '힘찬', '파워', '돌', '포스터', '초대형'],
    ],
  },
  {
    id: 'sport',
    label: { en: 'sporty', ko: '역동적인' },
    words: [
      ...['sport', 'sports', 'fitness', 'gym', 'run', 'running', 'dynamic', 'energy', 'speed', 'football'],
      ...['스포츠', '운동', '헬스', '달리', '러닝', '역동', '에너지', '스피드', '축구', '야구'],
    ],
  },
  {
    id: 'sale',
    label: { en: 'for sales', ko: '할인 행사에 어울리는' },
    words: [
      ...['sale', 'off', 'discount', 'deal', 'special', 'price', 'free', 'event', 'black friday', '1+1'],
      ...['세일', '할인', '특가', '반값', '무료', '이벤트', '증정', '마감', '혜택', '쿠폰'],
    ],
  },
  {
    id: 'retro',
    label: { en: 'retro', ko: '복고풍의' },
    words: [
      ...['retro', 'vintage', 'newtro', 'old', 'signboard', 'brick', 'diner', '80s', '70s'],
      ...['레트로', '빈티지', '뉴트로', '복고', '옛날', '간판', '벽돌', '다방', '추억'],
    ],
  },
  {
    id: 'handwritten',
    label: { en: 'handwritten', ko: '손글씨 같은' },
    words: [
      ...['handwritten', 'handwriting', 'hand', 'letter', 'chalk', 'chalkboard', 'craft', 'diary', 'love'],
      ...['손글씨', '손편지', '편지', '분필', '칠판', '수제', '일기', '사랑', '엄마', '감사', '고마'],
    ],
  },
  {
    id: 'night',
    label: { en: 'for light signs', ko: '네온에 어울리는' },
    words: [
      ...['neon', 'night', 'bar', 'pub', 'club', 'glowing', 'led', 'cocktail'],
      ...['네온', '밤', '야간', '심야', '바에서', '펍', '클럽', '칵테일', '빛나는'],
    ],
  },
] as const satisfies readonly FontMoodEntry[];
