import { expect, test } from 'vitest';
import { EN } from '../i18n/en.ts';
import { KO } from '../i18n/ko.ts';
import { isPicture, valueWords } from './value-words.ts';
import { WORDS } from './words.ts';

test.each([
  ['product.scale', 0.455, '45.5%', '45.5%'],
  ['product.x', undefined, 'automatic', '자동'],
  ['text.content', undefined, '–', '–'],
  ['text.content', 'Coffee\n$3', 'Coffee\n$3', 'Coffee\n$3'],
  ['text.position', 'TEXT_POSITION_BOTTOM', 'Bottom', '아래'],
  ['text.position', 'TEXT_POSITION_UNSPECIFIED', 'automatic', '자동'],
  ['composition.mode', 'COMPOSITION_MODE_BEHIND', 'Behind', '상품 뒤'],
  ['text.alignment', 'TEXT_ALIGNMENT_RIGHT', 'right', '오른쪽'],
  ['output.media_type', 'image/webp', 'WEBP', 'WEBP'],
  ['output.width', 1080, '1,080', '1,080'],
  ['seed', 4294967291, '4294967291', '4294967291'],
  ['auto_unload', false, 'no', '아니요'],
])('%s %s', (name, value, en, ko) => {
  expect(valueWords(name, value, EN, WORDS.en)).toBe(en);
  expect(valueWords(name, value, KO, WORDS.ko)).toBe(ko);
});

test('knows which fields are pictures', () => {
  expect(['step1_image_id', 'product.image_id', 'text.font_id'].map(isPicture)).toEqual([true, true, false]);
});
