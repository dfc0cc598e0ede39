import type { LexiconEntry } from './lexicon-entry.ts';

const color = (hex: string, en: string[], ko: string[]): LexiconEntry => ({ en, ko, wish: { color: hex } });

/** Colours by name, as paint under white light looks. */
export const COLOR_WORDS: LexiconEntry[] = [
  color(
    '#f3f1ed',
    ['white', 'off-white', 'snow white'],
    ['하얀', '흰', '화이트', '백색', '하양', '흰색', '하얀색'],
  ),
  color(
    '#1e1d1f',
    ['black', 'jet black', 'onyx'],
    ['검은', '검정', '블랙', '까만', '흑색', '검정색', '검은색'],
  ),
  color('#8f8d8b', ['gray', 'grey', 'silver'], ['회색', '그레이', '잿빛', '은색', '실버']),
  color(
    '#4b4b4f',
    ['charcoal', 'dark gray', 'dark grey', 'graphite'],
    ['진회색', '차콜', '짙은 회색', '먹색'],
  ),
  color('#c23a33', ['red', 'scarlet', 'crimson'], ['빨간', '빨강', '붉은', '레드', '적색', '빨간색', '진홍']),
  color(
    '#6e2430',
    ['wine red', 'burgundy', 'wine', 'maroon', 'dark red'],
    ['버건디', '와인색', '자주색', '와인 컬러'],
  ),
  color(
    '#eeb4b8',
    ['pink', 'light pink', 'pastel pink', 'blush', 'rose'],
    ['분홍', '핑크', '연분홍', '분홍색', '장미', '로즈'],
  ),
  color('#d9477f', ['hot pink', 'magenta', 'fuchsia'], ['핫핑크', '마젠타', '진분홍', '꽃분홍', '자홍']),
  color('#e98a72', ['coral', 'salmon'], ['코랄', '산호', '연어색']),
  color('#f0bf9c', ['peach', 'apricot'], ['복숭아', '피치', '살구']),
  color('#e07f2e', ['orange', 'tangerine'], ['주황', '오렌지', '귤색']),
  color(
    '#eebf45',
    ['yellow', 'mustard', 'lemon'],
    ['노란', '노랑', '옐로', '노란색', '겨자', '레몬색', '개나리'],
  ),
  color(
    '#f4e6bf',
    ['cream', 'ivory', 'vanilla', 'pastel yellow'],
    ['크림', '아이보리', '상아색', '바닐라', '미색'],
  ),
  color(
    '#d9c6a9',
    ['rose gold', 'beige', 'sand colour', 'tan', 'khaki', 'nude'],
    ['베이지', '카키', '황갈색', '누드', '살색'],
  ),
  color(
    '#7a5033',
    ['brown', 'chocolate', 'coffee brown', 'caramel'],
    ['갈색', '브라운', '밤색', '초콜릿색', '고동', '캐러멜'],
  ),
  color('#c9a24c', ['gold', 'brass'], ['금색', '골드', '황금색', '금빛', '황동']),
  color('#4f8a55', ['olive green', 'green', 'leaf green'], ['초록', '녹색', '그린', '풀색', '초록색']),
  color(
    '#2c4a3b',
    ['dark green', 'emerald green', 'emerald', 'forest green', 'bottle green'],
    ['진녹색', '에메랄드', '짙은 초록', '청록빛 녹색', '딥그린'],
  ),
  color(
    '#a9c3a2',
    ['sage green', 'sage', 'pastel green', 'light green'],
    ['세이지', '연두', '연녹색', '연초록'],
  ),
  color('#bfe3d3', ['mint green', 'mint', 'aqua', 'seafoam'], ['민트', '아쿠아', '박하', '옥색']),
  color('#2f8f92', ['teal', 'turquoise', 'cyan'], ['청록', '터콰이즈', '틸', '시안']),
  color(
    '#3567b0',
    ['blue', 'royal blue', 'cobalt'],
    ['파란', '파랑', '블루', '푸른', '청색', '코발트', '파란색'],
  ),
  color(
    '#a9cbe6',
    ['sky blue', 'light blue', 'pastel blue', 'baby blue'],
    ['하늘색', '스카이블루', '연파랑', '연하늘', '소라색'],
  ),
  color(
    '#22304f',
    ['navy blue', 'navy', 'dark blue', 'midnight blue', 'indigo'],
    ['남색', '네이비', '곤색', '짙은 파랑', '인디고'],
  ),
  color('#7a55a5', ['purple', 'violet', 'plum'], ['보라', '퍼플', '바이올렛', '보라색', '자두색']),
  color('#c9b6e0', ['lavender', 'lilac', 'pastel purple'], ['라벤더', '라일락', '연보라']),
];
