import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineDigest } from './engine-digest.ts';

const CPU = { provider: 'cpu', threads: 2 } as const;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'digest-'));
  await mkdir(join(root, 'services/common/src/fonts'), { recursive: true });
  for (const folder of ['diffusion/schedulers', 'imaging/light', 'models/child', 'processes', 'steps']) {
    await mkdir(join(root, 'services/model-serving/src', folder), { recursive: true });
  }
  await mkdir(join(root, 'assets/fonts'), { recursive: true });
  await write('services/model-serving/src/imaging/light/sun.ts', 'sun');
  await write('services/model-serving/src/models/child/session-options.ts', 'threads');
  await write('services/model-serving/src/processes/run-studio-step.ts', 'run');
  await write('services/model-serving/src/models/cutout-model.ts', 'cutout');
  await write('package-lock.json', '{}');
});
afterEach(() => rm(root, { recursive: true }));

const write = (path: string, text: string) => writeFile(join(root, path), text);

test('it is the same for the same content, wherever it lies', async () => {
  const copy = `${root}-copy`;
  await cp(root, copy, { recursive: true });
  expect(await engineDigest(copy, CPU)).toBe(await engineDigest(root, CPU));
  await rm(copy, { recursive: true });
});

test.each([
  ['services/model-serving/src/imaging/light/sun.ts', 'moon'],
  ['services/model-serving/src/steps/text-step.ts', ''],
  ['services/model-serving/src/diffusion/schedulers/euler.ts', 'euler'],
  ['services/model-serving/src/models/child/session-options.ts', 'more threads'],
  ['services/common/src/fonts/find-font.ts', ''],
  ['assets/fonts/catalogue.json', '[]'],
  ['package-lock.json', '{ }'],
])('it changes with %s', async (path, text) => {
  const before = await engineDigest(root, CPU);
  await write(path, text);
  expect(await engineDigest(root, CPU)).not.toBe(before);
});

test('a test beside a source does not change it', async () => {
  const before = await engineDigest(root, CPU);
  await write('services/model-serving/src/imaging/light/sun.test.ts', 'test');
  expect(await engineDigest(root, CPU)).toBe(before);
});

test('it changes with what models run on', async () => {
  const digests = await Promise.all([
    engineDigest(root, CPU),
    engineDigest(root, { ...CPU, threads: 1 }),
    engineDigest(root, { ...CPU, provider: 'cuda' }),
  ]);
  expect(new Set(digests).size).toBe(3);
});
