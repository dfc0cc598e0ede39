import { expect, test } from 'vitest';
import { readMaterialPrompt } from './read-material-prompt.ts';

const idOf = (prompt: string, negative = ''): string => readMaterialPrompt(prompt, negative).material.id;

test.each([
  ['gold foil balloon letters', 'balloon'],
  ['polished gold', 'gold'],
  ['금색 글자', 'gold'],
  ['금으로 된 글자', 'gold'],
  ['은 재질', 'chrome'],
  ['rose gold, elegant', 'rose-gold'],
  ['로즈골드', 'rose-gold'],
  ['반짝이는 크롬', 'chrome'],
  ['silver letters', 'chrome'],
  ['초콜릿으로 만든 글자', 'chocolate'],
  ['oak wood', 'wood'],
  ['나무 글자', 'wood'],
  ['월넛', 'dark-wood'],
  ['빨간 플라스틱', 'plastic'],
  ['white paper cut', 'paper'],
  ['종이', 'paper'],
  ['파란 네온사인', 'neon'],
  ['glass letters', 'glass'],
  ['대리석', 'marble'],
  ['돌', 'stone'],
  ['빨간 글자', 'plastic'],
  ['은색 풍선', 'balloon'],
])('"%s" is %s', (prompt, id) => {
  expect(idOf(prompt)).toBe(id);
  expect(readMaterialPrompt(prompt, '').understood).toBe(true);
});

test('colours reach the surface', () => {
  const { surface } = readMaterialPrompt('빨간 플라스틱', '').material;
  if (surface.kind !== 'dielectric') throw new Error(surface.kind);
  expect(surface.albedo[0]).toBeGreaterThan(surface.albedo[1] * 5);
  const silver = readMaterialPrompt('silver balloon', '').material.surface;
  const gold = readMaterialPrompt('balloon', '').material.surface;
  if (silver.kind !== 'metal' || gold.kind !== 'metal') throw new Error('no foil');
  expect(silver.f0[2]).toBeGreaterThan(0.9);
  expect(gold.f0[2]).toBeLessThan(0.4);
});

test('what the negative prompt names is not used', () => {
  expect(idOf('gold balloon', 'balloon')).toBe('gold');
  expect(idOf('wood or chocolate', 'wood')).toBe('chocolate');
  expect(idOf('', 'balloon, gold')).toBe('chrome');
});

test('an empty prompt is the gold foil balloon; unknown words are, too, and say so', () => {
  expect(readMaterialPrompt('', '')).toMatchObject({ material: { id: 'balloon' }, understood: true });
  expect(readMaterialPrompt('지금 당장 금요일 돌잔치 요금', '')).toMatchObject({
    material: { id: 'balloon' },
    understood: false,
  });
  expect(readMaterialPrompt('zxqv blorf', '').understood).toBe(false);
});

test.each([
  ['얼음으로 만든 글자', 'ice'],
  ['물방울', 'water'],
  ['딸기 젤리', 'jelly'],
  ['candy letters', 'jelly'],
  ['white porcelain', 'ceramic'],
  ['콘크리트', 'concrete'],
  ['쿠키', 'biscuit'],
  ['양털 펠트', 'felt'],
  ['이끼와 잔디', 'moss'],
  ['홀로그램', 'holographic'],
  ['구리', 'copper'],
])('"%s" is %s', (prompt, id) => {
  expect(idOf(prompt)).toBe(id);
});

test('neon takes the colours in the order in which the prompt names them, a line each', () => {
  const { surface } = readMaterialPrompt('파란색과 분홍색 네온', '').material;
  if (surface.kind !== 'neon') throw new Error(surface.kind);
  expect(surface.colors).toHaveLength(2);
  expect(surface.colors[0][2]).toBeGreaterThan(surface.colors[0][0]);
  expect(surface.colors[1][0]).toBeGreaterThan(surface.colors[1][2]);
});
