import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { describe, expect, it } from 'vitest';
import { EN } from '../i18n/en.ts';
import { checkValues, PARAMETER_OF, WHOLE_FORM } from './check-values.ts';
import { EMPTY_VALUES } from './form-values.ts';

const PARAMETER_MAP = new Map(PARAMETERS.map((parameter) => [parameter.name, parameter]));
const check = (change: Partial<typeof EMPTY_VALUES>) =>
  checkValues({ ...EMPTY_VALUES, prompt: 'a café', ...change }, PARAMETER_MAP, EN);

describe('checkValues', () => {
  it('knows a parameter for each field', () => {
    for (const path of Object.values(PARAMETER_OF)) expect(PARAMETER_MAP.has(path), path).toBe(true);
  });

  it('takes what is allowed, the limits included', () => {
    const edges = {
      copy: '가'.repeat(80),
      seed: '4294967295',
      scale: '0.1',
      strength: '0',
      textStrength: '1',
    };
    expect(check(edges)).toEqual({});
  });

  it('counts characters as the server does: an emoji is one', () => {
    expect(check({ copy: '☕️😀'.repeat(26) })).toEqual({});
    expect(check({ copy: '😀'.repeat(81) })).toEqual({ 'text.content': EN.tooLong(81, 80) });
  });

  it.each([
    ['seed', '-1'],
    ['seed', '1.5'],
    ['scale', '0.91'],
    ['strength', 'much'],
    ['textStrength', 'Infinity'],
  ] as const)('refuses %s %s', (name, value) => {
    expect(Object.keys(check({ [name]: value }))).toEqual([PARAMETER_OF[name]]);
  });

  it('asks for something to make', () => {
    expect(check({ prompt: ' ', copy: '\n' })).toEqual({ [WHOLE_FORM]: EN.nothingToMake });
  });
});
