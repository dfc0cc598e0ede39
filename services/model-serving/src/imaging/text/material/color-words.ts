import type { Term } from './material-words.ts';

/** Colours that a prompt can name, as "#rrggbb". */
export const COLOR_WORDS: ReadonlyArray<Term<string>> = [
  { id: '#ff3d8b', words: ['hot pink', 'magenta', 'fuchsia', '핫핑크', '핫 핑크', '마젠타', '자홍색'] },
  {
    id: '#6fb7ea',
    words: ['sky blue', 'light blue', 'baby blue', '하늘색', '하늘빛', '스카이블루', '연파랑'],
  },
  { id: '#d9242b', words: ['red', 'crimson', 'scarlet', '빨강', '빨간', '빨간색', '레드', '붉은', '적색'] },
  { id: '#f0781e', words: ['orange', '주황', '주황색', '오렌지', '오렌지색'] },
  { id: '#f6c31c', words: ['yellow', '노랑', '노란', '노란색', '옐로', '옐로우', '황색'] },
  { id: '#8ec63f', words: ['lime', 'light green', '연두', '연두색', '라임', '라임색'] },
  { id: '#2e8b45', words: ['green', 'emerald', '초록', '초록색', '녹색', '그린', '에메랄드'] },
  { id: '#8fdcc0', words: ['mint', '민트', '민트색'] },
  { id: '#12a8a4', words: ['teal', 'turquoise', 'cyan', '청록', '청록색', '터키석', '시안'] },
  { id: '#1f2f63', words: ['navy', 'dark blue', '남색', '네이비', '군청색'] },
  { id: '#1f5fd0', words: ['blue', '파랑', '파란', '파란색', '블루', '푸른', '청색'] },
  { id: '#7a3fb5', words: ['purple', 'violet', '보라', '보라색', '보랏빛', '퍼플', '바이올렛'] },
  { id: '#c9b3ea', words: ['lavender', 'lilac', '라벤더', '연보라', '연보라색', '라일락'] },
  { id: '#f29bb5', words: ['pink', '분홍', '분홍색', '핑크', '핑크색'] },
  { id: '#f6b79a', words: ['peach', 'coral', 'salmon', '살구색', '코랄', '산호색', '피치'] },
  { id: '#f2ead8', words: ['cream', 'ivory', '크림색', '아이보리', '상아색', '미색'] },
  { id: '#d9c2a0', words: ['beige', 'tan', 'kraft', '베이지', '베이지색', '크라프트'] },
  { id: '#6b4128', words: ['brown', '갈색', '브라운', '밤색'] },
  { id: '#f4f4f2', words: ['white', '흰', '흰색', '하얀', '하얀색', '화이트', '백색', '순백'] },
  { id: '#1b1b1d', words: ['black', '검정', '검은', '검정색', '검은색', '블랙', '흑색', '까만'] },
  { id: '#8c8f94', words: ['gray', 'grey', '회색', '그레이', '잿빛'] },
];
