const KOREAN_WORDS = [
  ...[
    '오늘의',
    '커피',
    '겨울을',
    '녹이는',
    '특별한',
    '쌀과자',
    '빵',
    '프리미엄',
    '고당도',
    '사과',
    '선물세트',
    '풍요로운',
  ],
  ...[
    '설날',
    '늘',
    '값진',
    '여름',
    '할인',
    '3,900원',
    '50%',
    '1+1',
    '뚫훑읽',
    '아이스크림케이크',
    '매장에서',
    '만나요!',
  ],
];
const ENGLISH_WORDS = [
  ...[
    'Summer',
    'Sale',
    '50%',
    'OFF',
    'a',
    'the',
    'Extraordinarily',
    'WOW',
    'jump',
    'gypsy',
    '$4.50',
    'Café',
    'naïve',
  ],
  ...[
    '(new)',
    '—',
    'flavour',
    'WWWWW',
    'iiiii',
    'Supercalifragilistic',
    'now!',
    '&',
    'fresh',
    'qjpgy',
    "don't",
  ],
];

/** A copy of 1 to 80 characters: words, odd spacing, line breaks, sometimes decomposed, one word, digits or marks. */
export function randomCopy(language: 'ko' | 'en', random: () => number): string {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  const kind = random();
  const length = 1 + Math.floor(random() * 80);
  const syllable = (): string => String.fromCodePoint(0xac00 + Math.floor(random() * 11172));
  if (kind < 0.08) return Array.from({ length: 80 }, () => Math.floor(random() * 10)).join('');
  if (kind < 0.2) {
    const letter = (): string => String.fromCodePoint((random() < 0.5 ? 65 : 97) + Math.floor(random() * 26));
    return Array.from({ length }, language === 'ko' ? syllable : letter).join('');
  }
  let copy = pick(language === 'ko' ? KOREAN_WORDS : ENGLISH_WORDS);
  for (;;) {
    const gap = pick([' ', ' ', ' ', ' ', '\n', '  ', '\r\n', '\n\n']);
    const next = `${copy}${gap}${pick(language === 'ko' ? KOREAN_WORDS : ENGLISH_WORDS)}`;
    if ([...next].length > length) break;
    copy = next;
  }
  return kind > 0.85 ? copy.normalize('NFD') : copy;
}
