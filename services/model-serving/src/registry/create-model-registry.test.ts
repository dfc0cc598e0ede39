import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createModelRegistry } from './create-model-registry.ts';
import { formatManifest } from './manifest.ts';
import type { ModelRegistry } from './model-registry.ts';

let dir: string;
let modelsDir: string;
let lines: { msg: string; [field: string]: unknown }[];
let registry: ModelRegistry | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'registry-'));
  modelsDir = join(dir, 'models');
  lines = [];
});
afterEach(() => {
  registry?.close();
  rmSync(dir, { recursive: true });
});

const open = async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  registry = await createModelRegistry({ modelsDir, log, pollMs: 20 });
  return registry;
};
const said = (msg: string) => lines.filter((line) => line.msg === msg);

/** Writes a model beside the models folder and moves it in, as installing does. */
function install(id: string, content = 'content', change: Record<string, unknown> = {}): string {
  const staged = join(dir, 'staged');
  mkdirSync(join(staged, 'sub'), { recursive: true });
  mkdirSync(modelsDir, { recursive: true });
  const path = 'sub/model.onnx';
  writeFileSync(join(staged, path), content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const manifest = formatManifest({
    ...{ id, title: id, task: 'upscale', format: 'onnx', licence: 'MIT', source: 'test', memoryBytes: 5 },
    files: [{ path, sha256, sizeBytes: content.length }],
  });
  writeFileSync(join(staged, 'manifest.json'), JSON.stringify({ ...JSON.parse(manifest), ...change }));
  const target = join(modelsDir, id);
  rmSync(target, { recursive: true, force: true });
  renameSync(staged, target);
  return target;
}

test('models are there at once, sorted, with their digests', async () => {
  install('b');
  install('a');
  writeFileSync(join(modelsDir, 'u2netp.onnx'), 'a plain file');
  mkdirSync(join(modelsDir, '.staging'));
  const { list, get } = await open();
  expect(list().map(({ id }) => id)).toEqual(['a', 'b']);
  expect(get('a')).toEqual({
    ...{ id: 'a', task: 'upscale', format: 'onnx', licence: 'MIT', source: 'test', memoryBytes: 5 },
    dir: join(modelsDir, 'a'),
    files: [{ path: 'sub/model.onnx', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), sizeBytes: 7 }],
    sha256: createHash('sha256').update('content').digest('hex'),
    ...{ family: '', tasks: ['upscale'] },
  });
  expect(get('c')).toBeUndefined();
  expect(said('model left out')).toEqual([]);
});

test('what is added, changed and removed is noticed, also in a folder that was not there', async () => {
  const { list, get, onChange } = await open();
  expect(list()).toEqual([]);
  let changes = 0;
  const stop = onChange(() => changes++);
  install('a');
  await expect.poll(() => get('a')?.files[0]?.sizeBytes).toBe(7);
  expect(changes).toBe(1);
  install('a', 'other content');
  await expect.poll(() => get('a')?.files[0]?.sizeBytes).toBe(13);
  stop();
  rmSync(join(modelsDir, 'a'), { recursive: true });
  await expect.poll(() => list()).toEqual([]);
  expect(said('model removed')).toHaveLength(1);
  expect(changes).toBeGreaterThan(1);
});

test('a closed registry notices nothing more', async () => {
  const { list, close } = await open();
  close();
  install('a');
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(list()).toEqual([]);
});

test.each<[string, (target: string) => void, string]>([
  ['no manifest', (target) => rmSync(join(target, 'manifest.json')), 'manifest.json is missing'],
  [
    'a manifest of a megabyte',
    (target) => writeFileSync(join(target, 'manifest.json'), ' '.repeat(1_100_000)),
    'larger than',
  ],
  ['a file cut short', (target) => writeFileSync(join(target, 'sub/model.onnx'), 'c'), 'has 1 bytes'],
  ['no file', (target) => rmSync(join(target, 'sub/model.onnx')), 'sub/model.onnx is missing'],
  ['no folder', (target) => rmSync(join(target, 'sub'), { recursive: true }), 'sub is missing'],
  [
    'a link for a file',
    (target) => {
      renameSync(join(target, 'sub/model.onnx'), join(dir, 'elsewhere'));
      symlinkSync(join(dir, 'elsewhere'), join(target, 'sub/model.onnx'));
    },
    'sub/model.onnx is a link',
  ],
  [
    'a link for a folder in it',
    (target) => {
      renameSync(join(target, 'sub'), join(dir, 'elsewhere'));
      symlinkSync(join(dir, 'elsewhere'), join(target, 'sub'));
    },
    'sub is a link',
  ],
  [
    'a link for its folder',
    (target) => {
      renameSync(target, join(dir, 'elsewhere'));
      symlinkSync(join(dir, 'elsewhere'), target);
    },
    'its folder is a link',
  ],
  [
    'a link for its manifest',
    (target) => {
      renameSync(join(target, 'manifest.json'), join(dir, 'elsewhere'));
      symlinkSync(join(dir, 'elsewhere'), join(target, 'manifest.json'));
    },
    'manifest.json is a link',
  ],
  ['a manifest of another model', () => install('bad', 'x', { id: 'other' }), 'another model: other'],
  ['a field that is not known', () => install('bad', 'x', { more: 1 }), 'not known: "more"'],
  [
    'a path out of its folder',
    () =>
      install('bad', 'x', { files: [{ path: '../good/m.onnx', sha256: 'ab'.repeat(32), size_bytes: 7 }] }),
    'leads out',
  ],
])('%s: the model is left out, told once, and the others stay', async (_what, harm, fault) => {
  install('good');
  harm(install('bad'));
  const { list, get } = await open();
  expect(list().map(({ id }) => id)).toEqual(['good']);
  // Until another model has been noticed there have been more looks.
  install('more');
  await expect.poll(() => get('more')).toBeDefined();
  expect(said('model left out')).toMatchObject([{ folder: 'bad', fault: expect.stringContaining(fault) }]);
  install('bad');
  await expect.poll(() => get('bad')).toBeDefined();
});

test('content is checked, again only when the file has changed', async () => {
  const target = install('a');
  const { get, verify } = await open();
  const model = get('a');
  if (!model) throw new Error('not installed');
  const path = join(target, 'sub/model.onnx');
  const second = new Date(1_700_000_000_000);
  utimesSync(path, second, second);
  await verify(model);
  // The same file of the same size and time is not read again; of another time it is.
  writeFileSync(path, 'CONTENT');
  utimesSync(path, second, second);
  await verify(model);
  utimesSync(path, second, new Date(1_700_000_001_000));
  await expect(verify(model)).rejects.toMatchObject({
    reason: 'MODEL_MISSING',
    message: expect.stringContaining('models -- verify a'),
  });
  expect(said('model damaged')).toHaveLength(1);
  writeFileSync(path, 'content');
  await verify(model);
  appendFileSync(path, '!');
  await expect(verify(model)).rejects.toMatchObject({ reason: 'MODEL_MISSING' });
  rmSync(path);
  await expect(verify(model)).rejects.toMatchObject({ reason: 'MODEL_MISSING' });
});
