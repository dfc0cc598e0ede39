import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installedModel } from './installed-model.ts';
import { CUTOUT_MODEL } from './known-models.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
});
afterEach(() => rm(folder, { recursive: true }));

const sha256 = createHash('sha256').update('right').digest('hex');
const model = { ...CUTOUT_MODEL, sha256 };

test('a missing model says how to get it, and is found once it is there', async () => {
  const installed = installedModel(model, folder);
  expect(await installed.sha256()).toBeUndefined();
  await expect(installed.path()).rejects.toMatchObject({
    reason: 'MODEL_MISSING',
    message: expect.stringContaining('npm start'),
  });
  await writeFile(join(folder, model.file), 'right');
  expect(await installed.path()).toBe(join(folder, model.file));
  expect(await installed.sha256()).toBe(sha256);
});

test('a damaged model is not loaded', async () => {
  const installed = installedModel(model, folder);
  await writeFile(join(folder, model.file), 'right');
  await installed.path();
  await writeFile(join(folder, model.file), 'wrong!');
  await expect(installed.path()).rejects.toMatchObject({ reason: 'MODEL_MISSING' });
});
