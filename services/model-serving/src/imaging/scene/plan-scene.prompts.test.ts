import { expect, test } from 'vitest';
import { planScene } from './plan-scene.ts';
import type { ScenePlan } from './scene-plan.ts';

const PINK = '#eeb4b8';

/** The same scene in both languages, and what must be read of either. */
const PAIRS: Array<[english: string, korean: string, expected: Partial<ScenePlan>]> = [
  [
    'cozy cafe in the evening, coffee beans scattered on a walnut table',
    '아늑한 저녁 카페에서 원두가 흩뿌려진 월넛 테이블 위',
    { name: 'cafe', surface: 'walnut', time: 'evening', props: ['coffee beans'], mood: 'cozy' },
  ],
  [
    'wet slate in front of a brick wall at night, neon sign',
    '네온사인이 켜진 밤의 벽돌 벽 앞 젖은 돌 위',
    { name: 'brick-wall', surface: 'wet slate', time: 'night', backdrop: 'wall', wall: 'brick' },
  ],
  [
    'christmas tree with gift boxes and candles, dark wood',
    '크리스마스 트리 앞 선물 상자와 캔들, 어두운 나무',
    { name: 'christmas', surface: 'dark wood', season: 'winter', props: ['gift boxes', 'candles'] },
  ],
  [
    'cherry blossoms in spring, cherry petals, white wooden table',
    '벚꽃이 만개한 봄날, 흰 나무 테이블, 벚꽃잎',
    { name: 'cherry-blossom', surface: 'white wood', season: 'spring', props: ['cherry petals'] },
  ],
  [
    'autumn park at golden hour, fallen leaves',
    '가을 단풍 공원, 낙엽, 해질녘',
    { name: 'autumn-park', season: 'autumn', time: 'golden hour', props: ['autumn leaves'] },
  ],
  [
    'library with bookshelves, leather, candle',
    '서재 책장 앞 가죽, 촛불',
    { name: 'library', surface: 'leather', props: ['candles'] },
  ],
  [
    'gradient background from pink to violet',
    '분홍에서 보라로 그라데이션 배경',
    { name: 'studio', backdrop: 'sweep', backdropColor: PINK, backdropTopColor: '#7a55a5' },
  ],
  [
    'luxury black marble, spotlight',
    '고급스러운 검은 대리석 위, 스포트라이트',
    { name: 'luxury', surface: 'black marble', spot: 1 },
  ],
  [
    'blue hour city skyline, shallow depth of field',
    '블루아워 도시 야경, 아웃포커스',
    { name: 'city', time: 'blue hour', depthOfField: 1.45 },
  ],
  [
    'beach in midsummer, lemon slices and ice cubes, water drops',
    '한여름 해변, 레몬 슬라이스와 얼음, 물방울',
    {
      name: 'beach',
      surface: 'sand',
      season: 'summer',
      props: ['citrus slices', 'ice cubes', 'water drops'],
    },
  ],
  [
    'beach sand at sunset',
    '노을 지는 바닷가 모래사장',
    { name: 'beach', surface: 'sand', time: 'golden hour' },
  ],
  [
    'foggy forest at dawn, on moss',
    '안개 낀 새벽 숲, 이끼 위',
    { name: 'forest', surface: 'moss', time: 'morning', weather: 'fog', gobo: 'none' },
  ],
  [
    'mossy rock in the forest, morning sun',
    '이끼 낀 숲 속 바위 위, 아침 햇살',
    { name: 'forest', surface: 'moss', time: 'morning', gobo: 'leaves' },
  ],
  [
    'spa bathroom with pebbles, candles and water drops',
    '스파 욕실, 조약돌과 캔들, 물방울',
    { name: 'bathroom', props: ['pebbles', 'candles', 'water drops'] },
  ],
  [
    'beige wall with leaf shadows, afternoon sun',
    '베이지 벽에 나뭇잎 그림자, 오후 햇살',
    { name: 'plaster-wall', backdropColor: '#d9c6a9', backdrop: 'wall', gobo: 'leaves', time: 'noon' },
  ],
  [
    'living room with a sofa, sunny morning, oak table',
    '거실 소파 옆 오크 테이블, 아침 햇살',
    { name: 'living-room', surface: 'oak', time: 'morning' },
  ],
  ['office desk, deep focus', '사무실 책상, 팬포커스', { name: 'office', depthOfField: 0.3 }],
  [
    'birthday party, confetti and balloons, yellow background',
    '생일 파티, 콘페티와 풍선, 노란 배경',
    { name: 'party', props: ['confetti'], backdropColor: '#eebf45' },
  ],
  [
    'red velvet, gold flakes, dark moody',
    '빨간 벨벳 위 금가루, 어두운 무드',
    { name: 'luxury', surface: 'velvet', surfaceColor: '#c23a33', props: ['gold flakes'], mood: 'dark' },
  ],
  ['garden picnic, linen tablecloth', '정원 피크닉, 린넨 식탁보 위', { name: 'garden', surface: 'linen' }],
  [
    'top view of terrazzo, hard light from the left',
    '위에서 본 테라조, 왼쪽에서 오는 강한 빛',
    { surface: 'terrazzo', view: 'top', azimuthDeg: -70 },
  ],
  [
    'eye level, grass, blue sky with clouds',
    '눈높이에서 본 잔디 위, 파란 하늘과 구름',
    { name: 'sky', surface: 'grass', view: 'low', backdropColor: undefined },
  ],
  [
    'rainy city street at night',
    '비 오는 밤 도시 거리',
    { name: 'city', surface: 'wet slate', weather: 'rain', time: 'night' },
  ],
  [
    'snowing winter mountains, snow-covered ground',
    '눈 내리는 겨울 산, 눈 덮인 바닥',
    { name: 'mountains', surface: 'snow', season: 'winter', weather: 'snow' },
  ],
  [
    'restaurant dinner, white linen, candles',
    '레스토랑 만찬, 하얀 린넨, 촛불',
    { name: 'restaurant', surface: 'linen', surfaceColor: '#f3f1ed', props: ['candles'] },
  ],
  ['whiskey bar, dark wood', '위스키바, 어두운 나무', { name: 'bar', surface: 'dark wood' }],
  [
    'industrial loft, steel table',
    '인더스트리얼 로프트, 스틸 테이블',
    { name: 'workshop', surface: 'brushed metal' },
  ],
  [
    'travertine podium, beige background, soft light',
    '트래버틴 단상, 베이지 배경, 부드러운 빛',
    { name: 'studio', surface: 'travertine', podium: 'round', backdropColor: '#d9c6a9' },
  ],
  ['pastel pink background', '파스텔 핑크 배경', { name: 'studio', surface: 'paper', surfaceColor: PINK }],
  [
    'fresh leaves and water drops on black acrylic',
    '검은 아크릴 위 초록 잎과 물방울',
    { name: 'studio', surface: 'acrylic', surfaceColor: '#1e1d1f', props: ['green leaves', 'water drops'] },
  ],
  ['hanok, traditional paper doors', '한옥, 전통 창호', { name: 'hanok', surface: 'walnut' }],
  ['lunar new year, gold leaf', '설날, 금박', { name: 'hanok', season: 'winter', props: ['gold flakes'] }],
  ['chuseok gift', '추석 선물', { name: 'hanok', season: 'autumn', props: ['gift boxes'] }],
  [
    'white marble counter in a bright kitchen',
    '밝은 주방의 하얀 대리석 카운터',
    { name: 'kitchen', surface: 'marble' },
  ],
  [
    'concrete plinth, blue sky',
    '콘크리트 받침대, 파란 하늘',
    { name: 'sky', surface: 'concrete', surfaceColor: undefined },
  ],
];

test.each(PAIRS)('reads "%s" and "%s"', (english, korean, expected) => {
  for (const prompt of [english, korean]) {
    const plan = planScene(prompt, '');
    expect(plan, prompt).toMatchObject(expected);
    expect(plan.wordsNotUnderstood, prompt).toEqual([]);
  }
});

test.each([
  ['a quokka on a walnut table', ['quokka']],
  ['purple haze of zorbium, marble, frobnicated', ['zorbium', 'frobnicated']],
  ['호랑이가 있는 숲, 유니콘', ['호랑이가', '유니콘']],
  ['낮은 채도의 섬세한 도시락 사진', []],
  ['mid-century sideboard, oak', ['mid-century', 'sideboard']],
])('tells the words of "%s" that it could not use', (prompt, words) => {
  expect(planScene(prompt, '').wordsNotUnderstood).toEqual(words);
});

test('does not take words for places that only contain one', () => {
  expect(planScene('천천히 즐기는 도시락', '').name).toBe('rustic');
  expect(planScene('섬세한 느낌', '').name).not.toBe('beach');
  expect(planScene('주방에서', '').name).toBe('kitchen');
  expect(planScene('barley and carpet', '').wordsNotUnderstood).toEqual(['barley', 'carpet']);
});

test.each([
  ['marble table without shadows', '그림자 없는 대리석 테이블'],
  ['marble table, no shadow', '대리석 테이블, 그림자 없이'],
])('leaves out what "%s" negates', (english, korean) => {
  for (const prompt of [english, korean]) {
    const plan = planScene(prompt, '');
    expect(plan.surface).toBe('marble');
    expect(plan.shadow).toBeLessThan(0.5);
    expect(plan.wordsNotUnderstood).toEqual([]);
  }
});

test('negates a list and nothing after it', () => {
  const plan = planScene('cafe with no bokeh or people, coffee beans', '');
  expect(plan).toMatchObject({ name: 'cafe', bokehLevel: 0, props: ['coffee beans'] });
  expect(planScene('보케와 그림자 없는 카페', '')).toMatchObject({
    name: 'cafe',
    bokehLevel: 0,
    shadow: 0.35,
  });
});

test('changes nothing for the usual negative prompt', () => {
  const usual = 'blurry, low quality, distorted, deformed, ugly, bad anatomy, watermark, text, logo, people';
  for (const prompt of ['walnut table in a cafe', '바닷가 모래 위', ''])
    expect(planScene(prompt, usual)).toEqual(planScene(prompt, ''));
});

test('lights a brick wall with tubes at night only', () => {
  expect(planScene('brick wall', '').neon).toBeUndefined();
  expect(planScene('brick wall', '').time).toBe('noon');
  expect(planScene('brick wall at night', '')).toMatchObject({ time: 'night', surface: 'wet slate' });
  expect(planScene('brick wall at night', '').neon).toHaveLength(2);
});

test('takes out what a negative prompt names', () => {
  const wish = 'brick wall at night, coffee beans, petals, yellow background, bokeh, podium';
  expect(planScene(wish, '')).toMatchObject({ podium: 'round', backdropColor: '#eebf45' });
  expect(planScene(wish, 'neon').neon).toBeUndefined();
  expect(planScene(wish, 'coffee beans').props).toEqual(['rose petals']);
  expect(planScene(wish, 'props').props).toEqual([]);
  expect(planScene(wish, 'yellow').backdropColor).toBeUndefined();
  expect(planScene(wish, 'bokeh')).toMatchObject({ bokehLevel: 0, bokehCount: 0 });
  expect(planScene(wish, 'podium').podium).toBeUndefined();
  expect(planScene('forest, leaf shadow', 'leaf shadows').gobo).toBe('none');
  expect(planScene('beach', 'background blur').depthOfField).toBeLessThan(0.5);
  expect(planScene('glossy marble', 'reflections').gloss).toBe(0);
});

test('lights early and late scenes lower and warmer, nights darker and colder', () => {
  const at = (time: string) => planScene(`beach, ${time}`, '');
  expect(at('golden hour').temperatureK).toBeLessThan(at('morning').temperatureK);
  expect(at('morning').temperatureK).toBeLessThan(at('noon').temperatureK);
  expect(at('golden hour').elevationDeg).toBeLessThan(at('noon').elevationDeg);
  expect(at('night').exposure).toBeLessThan(0.5 * at('noon').exposure);
  expect(at('night').ambientTint[2]).toBeGreaterThan(at('night').ambientTint[0]);
  expect(planScene('cafe at night', '').temperatureK).toBeLessThan(4000);
});
