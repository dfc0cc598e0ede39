import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { expect, it } from 'vitest';
import { choiceName, knownName, nameOf } from './parameter-names.ts';
import { WORDS } from './words.ts';

it('names what it has a word for, and reads the path of what it does not know', () => {
  expect(nameOf('text.content', WORDS.ko)).toBe('광고 문구');
  expect(nameOf('text.glow_radius', WORDS.en)).toBe('Glow radius');
  expect(nameOf('sparkle', WORDS.en)).toBe('Sparkle');
});

it('names the values of a choice', () => {
  const values = ['TEXT_ALIGNMENT_LEFT', 'TEXT_ALIGNMENT_JUSTIFIED'];
  expect(values.map((value) => choiceName(value, values, WORDS.en))).toEqual(['Left', 'Justified']);
  expect(choiceName('image/jxl', ['image/png', 'image/jxl'], WORDS.en)).toBe('Image/jxl');
});

it('has a word in both languages for every parameter that the form shows', () => {
  const elsewhere = ['product.cutout_image_id', 'start_step', 'step1_image_id', 'step2_image_id'];
  const shown = PARAMETERS.map(({ name }) => name).filter((name) => !elsewhere.includes(name));
  for (const words of [WORDS.en, WORDS.ko]) {
    expect(shown.filter((path) => knownName(path, words) === undefined)).toEqual([]);
  }
  expect(Object.keys(WORDS.ko.names)).toEqual(Object.keys(WORDS.en.names));
  expect(Object.keys(WORDS.ko.choices)).toEqual(Object.keys(WORDS.en.choices));
});
