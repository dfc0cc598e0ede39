/** What a font or a copy may feel like. */
export type FontMood = (typeof FONT_MOODS)[number]['id'];

interface FontMoodEntry {
  id: string;
  /** How a reason names it. */
  label: { en: string; ko: string };
  /** Words of a copy or a prompt that ask for it: English ones matched whole, Korean ones where a word begins. */
  words: readonly string[];
}

/** The moods that recommendFonts() reads; materials and products count by what they usually stand for. */
export const FONT_MOODS = [
  {
    id: 'luxury',
    label: { en: 'luxurious', ko: '고급스러운' },
    words: [
      ...[
        'luxury',
        'luxurious',
        'premium',
        'gold',
        'jewelry',
        'jewellery',
        'perfume',
        'watch',
        'velvet',
        'marble',
      ],
      ...[
        '고급',
        '럭셔리',
        '프리미엄',
        '명품',
        '금색',
        '황금',
        '골드',
        '로즈골드',
        '보석',
        '향수',
        '시계',
        '대리석',
      ],
    ],
  },
  {
    id: 'elegant',
    label: { en: 'elegant', ko: '우아한' },
    words: [
      ...[
        'elegant',
        'graceful',
        'classic',
        'wedding',
        'rose',
        'silk',
        'cosmetics',
        'skincare',
        'serif',
        'refined',
      ],
      ...['우아', '품격', '클래식', '웨딩', '결혼', '장미', '실크', '화장품', '스킨케어', '세련', '명조'],
    ],
  },
  {
    id: 'traditional',
    label: { en: 'traditional', ko: '전통적인' },
    words: [
      ...['traditional', 'tradition', 'heritage', 'hanok', 'hanji', 'lunar new year', 'chuseok', 'gift set'],
      ...[
        '전통',
        '설날',
        '추석',
        '명절',
        '한복',
        '한옥',
        '한지',
        '궁',
        '막걸리',
        '전통주',
        '한과',
        '선물세트',
        '풍요',
      ],
    ],
  },
  {
    id: 'cute',
    label: { en: 'cute', ko: '귀여운' },
    words: [
      ...[
        'cute',
        'kawaii',
        'kids',
        'children',
        'baby',
        'toy',
        'candy',
        'jelly',
        'balloon',
        'cat',
        'dog',
        'pink',
      ],
      ...[
        '귀여',
        '아기',
        '어린이',
        '키즈',
        '장난감',
        '사탕',
        '젤리',
        '풍선',
        '벌룬',
        '고양이',
        '강아지',
        '분홍',
        '핑크',
      ],
    ],
  },
  {
    id: 'playful',
    label: { en: 'playful', ko: '발랄한' },
    words: [
      ...['playful', 'fun', 'party', 'birthday', 'festival', 'balloon', 'plastic', 'pop', 'holiday'],
      ...['발랄', '신나', '재미', '파티', '생일', '축제', '풍선', '플라스틱', '놀이', '소풍'],
    ],
  },
  {
    id: 'warm',
    label: { en: 'warm', ko: '따뜻한' },
    words: [
      ...['warm', 'cozy', 'cosy', 'cafe', 'coffee', 'winter', 'home', 'wood', 'wooden', 'autumn', 'tea'],
      ...['따뜻', '포근', '카페', '커피', '라떼', '겨울', '집', '나무', '원목', '가을', '녹이는', '정성'],
    ],
  },
  {
    id: 'food',
    label: { en: 'for food', ko: '먹거리에 어울리는' },
    words: [
      ...[
        'food',
        'bakery',
        'bread',
        'cake',
        'cookie',
        'dessert',
        'chocolate',
        'burger',
        'pizza',
        'menu',
        'fruit',
      ],
      ...[
        '맛있',
        '맛집',
        '빵',
        '케이크',
        '쿠키',
        '디저트',
        '초콜릿',
        '버거',
        '피자',
        '치킨',
        '메뉴',
        '사과',
        '과일',
        '커피',
      ],
    ],
  },
  {
    id: 'fresh',
    label: { en: 'fresh', ko: '상쾌한' },
    words: [
      ...[
        'fresh',
        'summer',
        'spring',
        'ice',
        'water',
        'sea',
        'beach',
        'morning',
        'green',
        'organic',
        'lemon',
        'glass',
      ],
      ...[
        '신선',
        '상쾌',
        '시원',
        '여름',
        '봄',
        '얼음',
        '바다',
        '해변',
        '아침',
        '초록',
        '유기농',
        '레몬',
        '유리',
        '청량',
      ],
    ],
  },
  {
    id: 'calm',
    label: { en: 'calm', ko: '차분한' },
    words: [
      ...['calm', 'quiet', 'gentle', 'soft', 'linen', 'spa', 'natural', 'nature', 'forest', 'tea', 'book'],
      ...['차분', '조용', '은은', '부드러', '린넨', '스파', '자연', '숲', '차 한', '책', '여유', '힐링'],
    ],
  },
  {
    id: 'minimal',
    label: { en: 'minimal', ko: '간결한' },
    words: [
      ...['minimal', 'minimalist', 'simple', 'clean', 'white', 'concrete', 'paper'],
      ...['미니멀', '심플', '깔끔', '하얀', '흰', '콘크리트', '종이', '간결'],
    ],
  },
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
