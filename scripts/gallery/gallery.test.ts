import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { validateSpec } from '@nanococoa/common/parameters/validate-spec.ts';
import { expect, test } from 'vitest';
import { readGallerySpecs } from './gallery-specs.ts';

const FOLDER = join(import.meta.dirname, '../../docs/gallery');
const ads = await readGallerySpecs(FOLDER);
const files = readdirSync(FOLDER);

test('the gallery has at least forty ads of many products, materials and formats, in both languages', () => {
  expect(ads.length).toBeGreaterThanOrEqual(40);
  const kinds = (of: (ad: (typeof ads)[number]) => unknown) => new Set(ads.map(of)).size;
  expect(kinds(({ photo }) => photo)).toBeGreaterThanOrEqual(10);
  expect(kinds(({ spec }) => spec.text?.prompt)).toBeGreaterThanOrEqual(20);
  expect(kinds(({ spec }) => spec.text?.position)).toBe(4);
  expect(kinds(({ spec }) => spec.composition?.mode)).toBeGreaterThanOrEqual(3);
  expect(kinds(({ spec }) => `${spec.output?.width} ${spec.output?.height}`)).toBeGreaterThanOrEqual(5);
  const korean = ads.filter(({ spec }) => /\p{Script=Hangul}/u.test(spec.background?.prompt ?? ''));
  expect(korean.length).toBeGreaterThan(10);
  expect(ads.length - korean.length).toBeGreaterThan(10);
});

test.each(ads)('$name is a spec that the service takes, with its picture beside it', ({ name, spec }) => {
  expect(validateSpec(spec)).toEqual([]);
  expect(files).toContain(`${name}.webp`);
});

test('nothing else is in the folder, and all of it together is small', () => {
  const known = new Set(ads.flatMap(({ name }) => [`${name}.json`, `${name}.webp`]));
  expect(files.filter((file) => !known.has(file)).sort()).toEqual(['README.md', 'contact-sheet.webp']);
  const bytes = files.reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0);
  expect(bytes).toBeLessThan(12e6);
});

test('the README shows nine of them', () => {
  const readme = readFileSync(join(FOLDER, '../../README.md'), 'utf8');
  const shown = ads.filter(({ name }) => readme.includes(`docs/gallery/${name}.webp`));
  expect(shown.length).toBe(9);
});
