import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { describe, expect, it } from 'vitest';
import { EN } from '../i18n/en.ts';
import { checkValues, WHOLE_FORM } from './check-values.ts';
import type { Values } from './values.ts';

const PARAMETER_MAP = new Map(PARAMETERS.map((parameter) => [parameter.name, parameter]));
const check = (values: Values) =>
  checkValues({ 'background.prompt': 'a café', ...values }, PARAMETER_MAP, EN);

describe('checkValues', () => {
  it('takes what is allowed, the limits included', () => {
    const edges = {
      'text.content': '가'.repeat(80),
      seed: '4294967295',
      'product.scale': '0.1',
      'product.strength': '0',
      'composition.strength': '1',
      'text.price': ' ',
    };
    expect(check(edges)).toEqual({});
  });

  it('counts characters as the server does: an emoji is one', () => {
    expect(check({ 'text.content': '☕️😀'.repeat(26) })).toEqual({});
    expect(check({ 'text.content': '😀'.repeat(81) })).toEqual({ 'text.content': EN.tooLong(81, 80) });
  });

  it.each([
    ['seed', '-1'],
    ['seed', '1.5'],
    ['product.scale', '0.91'],
    ['product.strength', 'much'],
    ['composition.strength', 'Infinity'],
    ['output.width', '63'],
  ])('refuses %s %s', (path, value) => {
    expect(Object.keys(check({ [path]: value }))).toEqual([path]);
  });

  it('asks for something to make', () => {
    expect(check({ 'background.prompt': ' ', 'text.content': '\n', seed: '1' })).toEqual({
      [WHOLE_FORM]: EN.nothingToMake,
    });
    expect(check({ 'background.prompt': '', 'product.image_id': 'a' })).toEqual({});
  });
});
