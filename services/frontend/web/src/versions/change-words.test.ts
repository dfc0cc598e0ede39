import { AdSpec, CompositionMode } from '@nanococoa/client';
import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { expect, test } from 'vitest';
import { changeWords, fieldName } from './change-words.ts';
import { FIELD_WORDS } from './field-words.ts';
import { specChanges } from './spec-changes.ts';

const BEFORE = {
  product: { imageId: 'photo', scale: 0.45, x: undefined, y: undefined },
  background: { prompt: 'a café' },
  text: { content: 'Coffee', prompt: 'gold' },
  output: { width: 1024, height: 1024 },
  seed: 7,
};

function said(change: object, language: 'en' | 'ko' = 'en'): string {
  const after = { ...BEFORE, ...change };
  return changeWords(
    specChanges(AdSpec.fromPartial(BEFORE), AdSpec.fromPartial(after)),
    FIELD_WORDS[language],
  );
}

test.each([
  ['nothing', {}, 'Made again', '다시 만듦'],
  ['the copy', { text: { content: 'Tea', prompt: 'gold' } }, 'Copy', '문구'],
  ['no copy any more', { text: { content: '', prompt: 'gold' } }, 'Copy', '문구'],
  ['the seed', { seed: 91 }, 'Seed 7 → 91', '시드 7 → 91'],
  ['the product’s place', { product: { ...BEFORE.product, x: 0.3, y: 0.8 } }, 'Product moved', '상품 옮김'],
  ['a larger product', { product: { ...BEFORE.product, scale: 0.6 } }, 'Product larger', '상품 크게'],
  ['a smaller product', { product: { ...BEFORE.product, scale: 0.2 } }, 'Product smaller', '상품 작게'],
  ['a cut-out', { product: { ...BEFORE.product, cutoutImageId: 'c' } }, 'Cut-out touched up', '누끼 다듬음'],
  ['an own background', { startStep: 2, step1ImageId: 'own' }, 'Own background', '내 배경'],
  ['the format', { output: { width: 728, height: 90 } }, '728 × 90', '728 × 90'],
  ['one side', { output: { width: 1024, height: 1350 } }, 'Height 1350', '높이 1350'],
  [
    'how it is set in',
    { composition: { mode: CompositionMode.BEHIND } },
    'How the copy is set in',
    '문구 배치',
  ],
  ['memory only', { autoUnload: false }, 'Made again', '다시 만듦'],
  [
    'several',
    { text: { content: 'Tea', prompt: 'neon' }, seed: 9 },
    'Copy, material, seed 7 → 9',
    '문구, 글자 재질, 시드 7 → 9',
  ],
  [
    'many',
    { text: { content: 'Tea', prompt: 'neon' }, background: { prompt: 'sea' }, seed: 9 },
    'Scene, copy, 2 more',
    '배경, 문구, 외 2가지',
  ],
])('says what has changed: %s', (_what, change, en, ko) => {
  expect(said(change)).toBe(en);
  expect(said(change, 'ko')).toBe(ko);
});

test('both languages have names for the same fields, and every parameter is called something', () => {
  expect(Object.keys(FIELD_WORDS.ko.fields)).toEqual(Object.keys(FIELD_WORDS.en.fields));
  for (const { name, description } of PARAMETERS) {
    expect.soft(fieldName(name, FIELD_WORDS.en, () => description?.en)).not.toBe(name);
    expect.soft(fieldName(name, FIELD_WORDS.ko, () => description?.ko)).not.toBe(name);
  }
});

test('a field without a short name is called by the first sentence of its description', () => {
  const describe = () => 'Grain of the film: 0 is none. Not set: by the scene.';
  expect(fieldName('output.grain', FIELD_WORDS.en, describe)).toBe('Grain of the film');
  expect(fieldName('output.grain', FIELD_WORDS.en)).toBe('output.grain');
});

test('tells the values of what differs, enums by their names', () => {
  const before = AdSpec.fromPartial({ ...BEFORE, composition: { mode: CompositionMode.OVERLAY } });
  const after = AdSpec.fromPartial({ ...BEFORE, composition: { mode: CompositionMode.BEHIND } });
  expect(specChanges(before, after)).toEqual([
    { name: 'composition.mode', before: 'COMPOSITION_MODE_OVERLAY', after: 'COMPOSITION_MODE_BEHIND' },
  ]);
  expect(specChanges(undefined, undefined)).toEqual([]);
});
