import type { Values } from '../form/values.ts';
import type { Language } from '../i18n/language.tsx';

/** An ad to begin with, made of the sample photo. */
export interface Example {
  /** Its thumbnails are named after it and the language. */
  id: string;
  /** What the form then says. */
  values: Record<Language, Values>;
}

/** Where the default is too stern. */
const FONTS: Record<string, string> = { linen: 'jua', party: 'jua' };

/** As they are shown: each another place, another light, other letters. */
export const EXAMPLES: readonly Example[] = [
  example('cafe', 'polished gold', '황금', {
    en: ['a cosy café late at night, dark walnut table, warm light', 'Coffee of\nthe day'],
    ko: ['늦은 밤 아늑한 카페의 짙은 호두나무 테이블, 따뜻한 조명', '오늘의 커피\n3,900원'],
  }),
  example('morning', 'rose gold', '로즈골드', {
    en: ['white marble, morning sun through a window', 'Good\nmorning'],
    ko: ['아침 햇살이 창문으로 드는 흰 대리석', '좋은 아침\n한 잔'],
  }),
  example('linen', 'chocolate', '초콜릿', {
    en: ['beige linen with the shadow of leaves', 'Sweet break'],
    ko: ['나뭇잎 그림자가 드리운 베이지 리넨', '달콤한 휴식'],
  }),
  example('neon', 'pink and blue neon', '분홍과 파랑 네온', {
    en: ['wet slate in front of a brick wall at night', 'Open\nall night'],
    ko: ['밤, 벽돌 벽 앞의 젖은 석판', '심야 카페'],
  }),
  example('party', 'gold foil balloon', '금박 풍선', {
    en: ['a pink birthday party', 'Happy\nHour'],
    ko: ['분홍색 생일 파티', '오늘만\n1+1'],
  }),
  example('autumn', 'walnut wood', '호두나무', {
    en: ['an autumn park, wooden table, golden light', 'Autumn\nlatte'],
    ko: ['단풍 든 가을 공원의 원목 테이블, 황금빛 햇살', '가을 라떼'],
  }),
];

function example(
  id: string,
  en: string,
  ko: string,
  words: Record<Language, [scene: string, copy: string]>,
): Example {
  const valuesOf = ([scene, copy]: [string, string], material: string): Values => ({
    'background.prompt': scene,
    'text.content': copy,
    'text.prompt': material,
    ...(FONTS[id] !== undefined && { 'text.font_id': FONTS[id] }),
    // As the thumbnail was made.
    seed: '7',
  });
  return { id, values: { en: valuesOf(words.en, en), ko: valuesOf(words.ko, ko) } };
}
