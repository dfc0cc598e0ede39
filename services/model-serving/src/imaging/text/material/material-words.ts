/** A term of a prompt: what it stands for, and how Korean and English prompts say it. */
export interface Term<Id extends string> {
  id: Id;
  /** English words are matched whole, Korean ones also with particles after them. */
  words: readonly string[];
}

export type MaterialWord =
  | 'balloon'
  | 'rose-gold'
  | 'gold'
  | 'chrome'
  | 'copper'
  | 'metal'
  | 'glass'
  | 'neon'
  | 'wood'
  | 'dark-wood'
  | 'light-wood'
  | 'stone'
  | 'marble'
  | 'chocolate'
  | 'plastic'
  | 'paper'
  | 'ice'
  | 'water'
  | 'jelly'
  | 'ceramic'
  | 'concrete'
  | 'biscuit'
  | 'felt'
  | 'moss'
  | 'holographic';

/** What letters can be made of. */
export const MATERIAL_WORDS: ReadonlyArray<Term<MaterialWord>> = [
  {
    id: 'balloon',
    words: [
      'foil balloon',
      'balloon',
      'balloons',
      'foil',
      'inflated',
      'puffy',
      '풍선',
      '벌룬',
      '호일',
      '포일',
      '은박',
      '금박 풍선',
    ],
  },
  {
    id: 'rose-gold',
    words: ['rose gold', 'rosegold', 'pink gold', '로즈골드', '로즈 골드', '핑크골드', '핑크 골드'],
  },
  {
    id: 'gold',
    words: [
      'gold',
      'golden',
      'gilded',
      'brass',
      '골드',
      '황금',
      '금색',
      '금빛',
      '순금',
      '금박',
      '금도금',
      '금장',
      '금',

      '황동',
      '놋쇠',
    ],
  },
  {
    id: 'chrome',
    words: [
      'chrome',
      'chromed',
      'silver',
      'steel',
      'platinum',
      'mirror',
      '크롬',
      '은',
      '은색',
      '은빛',
      '실버',
      '스틸',
      '강철',
      '백금',
      '거울',
    ],
  },
  { id: 'copper', words: ['copper', 'bronze', '구리', '청동', '브론즈', '코퍼', '동판'] },
  {
    id: 'metal',
    words: [
      'metal',
      'metallic',
      'iron',
      'aluminium',
      'aluminum',
      '메탈',
      '금속',
      '메탈릭',
      '철제',
      '알루미늄',
    ],
  },
  {
    id: 'glass',
    words: ['glass', 'crystal', 'transparent', 'translucent', '유리', '크리스탈', '투명'],
  },
  {
    id: 'neon',
    words: ['neon', 'neon sign', 'neon light', 'led', 'glowing', '네온', '네온사인', '엘이디', '빛나는 관'],
  },
  {
    id: 'dark-wood',
    words: ['walnut', 'dark wood', 'mahogany', '호두나무', '월넛', '어두운 나무', '짙은 나무', '마호가니'],
  },
  {
    id: 'wood',
    words: ['wood', 'wooden', 'timber', '나무', '원목', '목재', '우드', '통나무'],
  },
  {
    id: 'light-wood',
    words: [
      'oak',
      'pine',
      'birch',
      'maple',
      'light wood',
      '참나무',
      '자작나무',
      '소나무',
      '단풍나무',
      '밝은 나무',
    ],
  },
  {
    id: 'stone',
    words: ['stone', 'granite', 'rock', '돌', '화강암', '석재', '바위'],
  },
  { id: 'marble', words: ['marble', '대리석', '마블'] },
  { id: 'chocolate', words: ['chocolate', 'choco', 'cocoa', '초콜릿', '초콜렛', '초코', '코코아'] },
  {
    id: 'plastic',
    words: [
      'plastic',
      'acrylic',
      'glossy',
      'toy',
      'rubber',
      'vinyl',
      '플라스틱',
      '아크릴',
      '광택',
      '유광',
      '장난감',
      '고무',
    ],
  },
  {
    id: 'paper',
    words: [
      'paper',
      'papercut',
      'paper cut',
      'cardboard',
      'origami',
      '종이',
      '페이퍼',
      '한지',
      '골판지',
      '마분지',
    ],
  },
  { id: 'ice', words: ['ice', 'frozen', 'frosty', 'icy', '얼음', '아이스', '얼린', '빙하'] },
  { id: 'water', words: ['water', 'liquid', 'droplet', 'droplets', '물', '물방울', '액체'] },
  {
    id: 'jelly',
    words: ['jelly', 'gummy', 'candy', 'lollipop', 'gelatin', '젤리', '사탕', '캔디', '구미', '푸딩'],
  },
  {
    id: 'ceramic',
    words: ['ceramic', 'porcelain', 'enamel', 'glazed', '도자기', '세라믹', '자기', '법랑', '에나멜'],
  },
  { id: 'concrete', words: ['concrete', 'cement', '콘크리트', '시멘트'] },
  {
    id: 'biscuit',
    words: ['biscuit', 'cookie', 'bread', 'gingerbread', 'dough', '비스킷', '쿠키', '과자', '빵', '반죽'],
  },
  {
    id: 'felt',
    words: [
      'felt',
      'fabric',
      'wool',
      'cloth',
      'plush',
      'velvet',
      '펠트',
      '천',
      '양털',
      '울',
      '벨벳',
      '봉제',
      '헝겊',
    ],
  },
  { id: 'moss', words: ['moss', 'mossy', 'grass', 'leafy', 'plant', '이끼', '잔디', '풀', '식물'] },
  {
    id: 'holographic',
    words: ['holographic', 'hologram', 'iridescent', 'rainbow', '홀로그램', '무지개', '무지갯빛', '오로라'],
  },
];
