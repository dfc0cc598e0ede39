import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineDigest } from './engine-digest.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'digest-'));
  await mkdir(join(root, 'services/common/src/fonts'), { recursive: true });
  for (const folder of ['imaging/light', 'models', 'processes', 'steps']) {
    await mkdir(join(root, 'services/model-serving/src', folder), { recursive: true });
  }
  await mkdir(join(root, 'assets'));
  await write('services/model-serving/src/imaging/light/sun.ts', 'sun');
  await write('services/model-serving/src/models/serve-model.ts', 'threads');
  await write('services/model-serving/src/processes/run-studio-step.ts', 'run');
  await write('package-lock.json', '{}');
});
afterEach(() => rm(root, { recursive: true }));

const write = (path: string, text: string) => writeFile(join(root, path), text);

test('it is the same for the same content, wherever it lies', async () => {
  const copy = `${root}-copy`;
  await cp(root, copy, { recursive: true });
  expect(await engineDigest(copy)).toBe(await engineDigest(root));
  await rm(copy, { recursive: true });
});

test.each([
  ['services/model-serving/src/imaging/light/sun.ts', 'moon'],
  ['services/model-serving/src/steps/text-step.ts', ''],
  ['services/model-serving/src/models/serve-model.ts', 'more threads'],
  ['services/common/src/fonts/find-font.ts', ''],
  ['assets/leaf.png', 'leaf'],
  ['package-lock.json', '{ }'],
])('it changes with %s', async (path, text) => {
  const before = await engineDigest(root);
  await write(path, text);
  expect(await engineDigest(root)).not.toBe(before);
});

test('a test beside a source does not change it', async () => {
  const before = await engineDigest(root);
  await write('services/model-serving/src/imaging/light/sun.test.ts', 'test');
  expect(await engineDigest(root)).toBe(before);
});
