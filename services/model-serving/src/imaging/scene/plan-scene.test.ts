import { expect, test } from 'vitest';
import { planScene } from './plan-scene.ts';

test.each([
  ['rustic walnut table in a warm cafe at evening', '따뜻한 저녁 카페의 러스틱한 월넛 테이블'],
  ['a white marble table by the window in sunlight', '햇살이 드는 창가의 하얀 대리석 테이블'],
  ['pink paper background, studio', '분홍색 종이 배경 스튜디오'],
  ['dark slate at night in the city with bokeh', '밤 도시의 어두운 석판, 보케'],
  ['sand at the beach at sunset', '노을 지는 해변의 모래'],
  ['minimal studio with green background', '초록 배경의 미니멀 스튜디오'],
  ['linen tablecloth in the garden with leaf shadows', '정원의 린넨 식탁보, 나뭇잎 그림자'],
  ['concrete in a workshop, soft light', '공방의 콘크리트, 부드러운 빛'],
  ['blue wooden table', '파란 나무 테이블'],
  ['black marble in a luxury bar', '고급 술집의 검은 대리석'],
])('reads "%s" as "%s"', (english, korean) => {
  const en = planScene(english, '');
  const ko = planScene(korean, '');
  expect(ko).toEqual(en);
  expect(en.wordsNotUnderstood).toEqual([]);
});

test('reads setting, surface, colour and light', () => {
  expect(planScene('rustic walnut table in a warm cafe at evening', '')).toMatchObject({
    name: 'cafe',
    surface: 'walnut',
  });
  expect(planScene('분홍색 종이 배경 스튜디오', '')).toMatchObject({
    name: 'studio',
    surface: 'paper',
    surfaceColor: '#eeb4b8',
  });
  expect(planScene('a white wooden table', '').surface).toBe('white wood');
  expect(planScene('red linen', '')).toMatchObject({ surface: 'linen', surfaceColor: '#c23a33' });
  expect(planScene('light from the left', '').azimuthDeg).toBeLessThan(0);
  expect(planScene('warm cafe', '').temperatureK).toBeLessThan(planScene('cold cafe', '').temperatureK);
  expect(planScene('dark moody cafe', '').exposure).toBeLessThan(planScene('bright cafe', '').exposure);
  expect(planScene('decomposed Hangul: 카페'.normalize('NFD'), '').name).toBe('cafe');
});

test('gives a rustic wooden table for nothing and for gibberish, and says which words it left out', () => {
  const empty = planScene('', '');
  expect(empty).toMatchObject({ name: 'rustic', surface: 'pine', wordsNotUnderstood: [] });
  const odd = planScene('flurbish 쿠쿠루삥뽕 @@@ 🎉 walnut', '');
  expect(odd.surface).toBe('walnut');
  expect(odd.wordsNotUnderstood).toEqual(['flurbish', '쿠쿠루삥뽕']);
  expect(planScene('x'.repeat(1000), 'y'.repeat(1000)).surface).toBe('pine');
});

test.each([
  ['walnut table in a cafe', 'wood'],
  ['월넛 테이블 카페', '나무'],
])('leaves out of "%s" what "%s" names', (prompt, negative) => {
  expect(planScene(prompt, '').surface).toBe('walnut');
  expect(planScene(prompt, negative).surface).not.toMatch(/wood|walnut|oak|pine/);
});

test('takes places, colours, lights and shadows away when asked', () => {
  expect(planScene('walnut', 'cafe').name).not.toBe('cafe');
  expect(planScene('cafe', 'cafe').name).not.toBe('cafe');
  expect(planScene('cafe with bokeh', 'bokeh').bokehCount).toBe(0);
  expect(planScene('window', '창문 그림자').gobo).toBe('none');
  expect(planScene('cafe', '그림자').shadow).toBeLessThan(0.5);
  expect(planScene('red paper', 'red').surfaceColor).toBeUndefined();
});
