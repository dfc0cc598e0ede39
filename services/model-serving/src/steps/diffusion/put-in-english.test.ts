import { expect, test } from 'vitest';
import { putInEnglish, type Vocabulary } from './put-in-english.ts';

const told = (prompt: string, vocabulary?: Vocabulary) =>
  putInEnglish({ prompt, negativePrompt: undefined }, vocabulary);

test.each([
  ['어두운 호두나무 카페 저녁', 'dark walnut cafe evening'],
  ['벚꽃이 흩날리는 봄 공원의 나무 벤치', 'cherry blossom, spring garden, wood table'],
  ['고급스러운 검정 실크 위, 골드 조명, 보케', 'luxury, black silk, gold, bokeh'],
  ['햇살 드는 창가 린넨 천', 'sunlight, window linen'],
  ['화이트 Marble 테이블 with 장미 꽃잎', 'white marble table with rose petal'],
])('a scene, %s', (prompt, english) => {
  expect(told(prompt)).toEqual({ prompt: english, negativePrompt: undefined, leftOut: [] });
});

test.each([
  ['금박 풍선', 'foil balloon'],
  ['빨간 플라스틱', 'red plastic'],
  ['분홍색 네온사인', 'pink neon'],
  ['로즈골드 글자', 'rose gold text'],
])('what letters are made of, %s', (prompt, english) => {
  expect(told(prompt, 'letters')).toMatchObject({ prompt: english, leftOut: [] });
});

test('what is to be left out is told as unwanted', () => {
  expect(told('그림자 없는 흰 배경')).toEqual({
    prompt: 'white background',
    negativePrompt: 'shadow',
    leftOut: [],
  });
  expect(putInEnglish({ prompt: '사람과 글자 없는 해변', negativePrompt: '흐림' })).toMatchObject({
    prompt: 'beach',
    negativePrompt: 'blur, people, text',
  });
});

test('words that are not known are named', () => {
  expect(told('드넓은 우주 정거장')).toEqual({
    prompt: '',
    negativePrompt: undefined,
    leftOut: ['드넓은', '우주', '정거장'],
  });
});

test('nothing is told in Korean, though no word of it is known', () => {
  expect(putInEnglish({ prompt: 'a table', negativePrompt: '우주' })).toEqual({
    prompt: 'a table',
    negativePrompt: '',
    leftOut: ['우주'],
  });
});

test.each(['A walnut table, no shadows; f/1.8', '', '  '])(
  'a prompt without Korean stays as it is: "%s"',
  (prompt) => {
    for (const negativePrompt of [undefined, '', 'No Text'])
      expect(putInEnglish({ prompt, negativePrompt })).toEqual({ prompt, negativePrompt, leftOut: [] });
  },
);
