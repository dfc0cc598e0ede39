import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { expect, it } from 'vitest';
import { changedPaths, stepsMadeAnew } from './changes.ts';

const parameters = new Map(PARAMETERS.map((parameter) => [parameter.name, parameter]));
const AD = {
  'text.content': '커피',
  'product.scale': '0.45',
  'text.position': 'TEXT_POSITION_TOP',
  seed: '7',
};
const changed = (draft: Record<string, string>) => changedPaths(AD, draft, parameters);

it('finds what asks for something else', () => {
  expect(changed({})).toEqual([]);
  expect(changed({ 'text.content': '라떼', 'product.x': '0.3' })).toEqual(['product.x', 'text.content']);
  expect(changed({ 'text.content': '' })).toEqual(['text.content']);
});

it.each([
  ['a value that was put back', { 'text.content': '커피' }],
  ['the default left out', { 'product.scale': '', 'text.position': '' }],
  ['the same number written otherwise', { 'product.scale': '0.450', seed: '07' }],
  ['nothing where there was nothing', { 'text.subline': ' ', 'product.x': '' }],
])('takes %s for no change', (_, draft) => expect(changed(draft)).toEqual([]));

it.each([
  [['text.content'], [2, 3]],
  [['composition.strength'], [3]],
  [
    ['composition.strength', 'background.prompt'],
    [1, 2, 3],
  ],
  [['auto_unload'], []],
  [['something.new'], [1, 2, 3]],
  [[], []],
])('%j is made anew from the first step that it reaches', (paths, steps) =>
  expect(stepsMadeAnew(paths, parameters)).toEqual(steps),
);
