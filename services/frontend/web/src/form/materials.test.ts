import { expect, it } from 'vitest';
import { readMaterialPrompt } from '../../../../model-serving/src/imaging/text/material/read-material-prompt.ts';
import { MATERIALS } from './materials.ts';

it.each(MATERIALS)('$id is understood, and is the same in both languages', ({ text }) => {
  const { material, understood } = readMaterialPrompt(text.en, '');
  expect(understood).toBe(true);
  expect(readMaterialPrompt(text.ko, '')).toEqual({ material, understood: true });
});

it('offers different materials', () => {
  const made = MATERIALS.map(({ text }) => JSON.stringify(readMaterialPrompt(text.en, '').material));
  expect(new Set(made).size).toBe(MATERIALS.length);
});
