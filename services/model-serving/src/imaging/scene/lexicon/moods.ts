import type { LexiconEntry } from './lexicon-entry.ts';

/** Moods. */
export const MOOD_WORDS: LexiconEntry[] = [
  {
    en: ['dark', 'moody', 'dramatic', 'low key', 'low-key', 'gloomy', 'mysterious', 'shadowy'],
    ko: ['어두운', '어둠', '무드', '드라마틱', '극적', '신비', '다크'],
    wish: { mood: 'dark' },
  },
  {
    en: ['bright', 'airy', 'high key', 'high-key', 'radiant', 'brightly', 'brightness'],
    ko: ['밝은', '환한', '화사', '눈부신', '밝게', '밝고', '환하게'],
    wish: { mood: 'bright' },
  },
  {
    en: ['elegant', 'sophisticated', 'classy', 'refined', 'exquisite', 'chic'],
    ko: ['우아', '세련', '품격', '기품', '고상', '시크'],
    wish: { mood: 'luxury' },
  },
  {
    en: ['cozy', 'cosy', 'homely', 'snug', 'comfortable', 'hygge', 'intimate'],
    ko: ['아늑', '포근', '편안', '안락', '정겨운'],
    wish: { mood: 'cozy', temperatureK: 3600 },
  },
  {
    en: ['fresh', 'clean', 'crisp', 'refreshing', 'pure'],
    ko: ['상쾌', '신선', '깨끗', '청량', '맑고', '산뜻'],
    wish: { mood: 'fresh' },
  },
  {
    en: ['minimal', 'minimalist', 'minimalistic', 'simple', 'modern', 'sleek', 'zen'],
    ko: ['미니멀', '심플', '단순', '모던', '간결', '깔끔', '현대적'],
    wish: { mood: 'minimal' },
  },
  {
    en: ['romantic', 'lovely', 'dreamy', 'cute', 'sweet', 'valentine'],
    ko: ['로맨틱', '낭만', '사랑스러운', '몽환', '귀여운', '달콤', '발렌타인', '밸런타인'],
    wish: { mood: 'romantic' },
  },
  {
    en: ['vintage', 'retro', 'antique', 'nostalgic', 'film', 'old', 'classic'],
    ko: ['빈티지', '낡은', '레트로', '앤티크', '복고', '오래된', '필름', '클래식'],
    wish: { mood: 'vintage' },
  },
  {
    en: ['vivid', 'vibrant', 'colorful', 'colourful', 'pop', 'bold', 'saturated'],
    ko: ['생생', '선명', '다채로운', '컬러풀', '팝', '강렬'],
    wish: { mood: 'vivid' },
  },
  {
    en: ['muted', 'desaturated', 'pale', 'subtle', 'calm', 'quiet', 'tranquil', 'serene', 'peaceful'],
    ko: ['차분', '톤다운', '고요', '조용', '평화', '옅은', '연한'],
    wish: { mood: 'muted' },
  },
  { en: ['pastel'], ko: ['파스텔'], wish: { pastel: true } },
];
