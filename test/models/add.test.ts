import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createModelRegistry } from '../../services/model-serving/src/registry/create-model-registry.ts';
import { makeOnnx } from './support/make-onnx.ts';
import { runModels } from './support/run-models.ts';

let dir: string;
let modelsDir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'models-cli-'));
  modelsDir = join(dir, 'models');
});
afterEach(() => rmSync(dir, { recursive: true }));

const TINY = makeOnnx();
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const run = (...args: string[]) => runModels(modelsDir, args);
const put = (path: string, content: Buffer | string) => {
  const file = join(dir, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
};
const installed = () => readdirSync(modelsDir).filter((name) => !name.startsWith('.'));
/** What is left of installations: nothing, ever. */
const staged = () => readdirSync(join(modelsDir, '.staging'));

test('a file is added, listed, checked, replaced and removed, and a running registry follows', async () => {
  const log = pino({ level: 'silent' });
  const registry = await createModelRegistry({ modelsDir, log, pollMs: 20 });
  try {
    const file = put('Tiny.onnx', TINY);
    const added = await run(
      'add',
      file,
      '--task',
      'upscale',
      '--licence',
      'cc-by-nc-4.0',
      '--memory-mb',
      '90',
    );
    expect(added).toMatchObject({ status: 0, stdout: expect.stringContaining('NOT for commercial use') });
    await expect.poll(() => registry.get('tiny')?.memoryBytes).toBe(90_000_000);
    const model = registry.get('tiny');
    if (!model) throw new Error('gone');
    await registry.verify(model);

    const listed = await run('list', '--json');
    expect(JSON.parse(listed.stdout)).toEqual({
      models: [
        {
          ...{ id: 'tiny', task: 'upscale', format: 'onnx', sha256: digest(TINY), licence: 'cc-by-nc-4.0' },
          ...{ family: '', tasks: ['upscale'] },
          ...{ size_bytes: TINY.length, memory_bytes: 90_000_000, source: 'file:Tiny.onnx' },
          files: [{ path: 'Tiny.onnx', sha256: digest(TINY), size_bytes: TINY.length }],
        },
      ],
      faults: [],
    });
    expect(await run('verify', 'tiny')).toMatchObject({ status: 0, stdout: 'tiny: ok\n' });

    const again = await run('add', file, '--task', 'upscale');
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('installed already') });
    const other = put('other/tiny.onnx', makeOnnx({ c: 5 }));
    expect(await run('add', other, '--task', 'cutout', '--replace')).toMatchObject({ status: 0 });
    await expect.poll(() => registry.get('tiny')?.task).toBe('cutout');

    writeFileSync(join(modelsDir, 'tiny/tiny.onnx'), makeOnnx({ c: 6 }));
    expect(await run('verify')).toMatchObject({
      status: 1,
      stdout: 'tiny: damaged: tiny.onnx has another content\n',
      stderr: 'nanoCocoa: 1 of 1 models is damaged.\n',
    });
    expect(await run('remove', 'tiny')).toMatchObject({ status: 0 });
    await expect.poll(() => registry.list()).toEqual([]);
    expect(await run('remove', 'tiny')).toEqual({
      ...{ status: 1, stdout: '', stderr: 'nanoCocoa: There is no model tiny.\n' },
    });
    expect(staged()).toEqual([]);
  } finally {
    registry.close();
  }
});

test('a folder is added with its tensors in other files and its texts, and again from where it was installed', async () => {
  put('pipe/unet/model.onnx', makeOnnx({ weightBytes: 4096, externalLocation: 'model.onnx_data' }));
  put('pipe/unet/model.onnx_data', Buffer.alloc(4096));
  put('pipe/decoder.onnx', TINY);
  put('pipe/tokenizer/vocab.json', '{}');
  put('pipe/tokenizer/merges.txt', '#version\n');
  put('pipe/LICENSE', 'MIT License');
  const added = await run('add', join(dir, 'pipe'), '--task', 'upscale');
  expect(added).toMatchObject({ status: 0, stdout: expect.stringContaining('Licence: unknown') });
  const manifest = JSON.parse(readFileSync(join(modelsDir, 'pipe/manifest.json'), 'utf8'));
  expect(manifest.files.map(({ path }: { path: string }) => path)).toEqual([
    'LICENSE',
    'decoder.onnx',
    'tokenizer/merges.txt',
    'tokenizer/vocab.json',
    'unet/model.onnx',
    'unet/model.onnx_data',
  ]);
  const copy = await runModels(join(dir, 'elsewhere'), ['add', join(modelsDir, 'pipe')]);
  expect(copy.status).toBe(0);
  expect(JSON.parse(readFileSync(join(dir, 'elsewhere/pipe/manifest.json'), 'utf8'))).toEqual(manifest);
  expect(await runModels(join(dir, 'elsewhere'), ['verify'])).toMatchObject({ status: 0 });
});

test('what is refused is told in a sentence, with the exit status 1, and nothing is left', async () => {
  const file = put('a.onnx', makeOnnx({ c: 2 }));
  const refused = await run('add', file, '--task', 'upscale', '--sha256', digest(TINY));
  expect(refused).toEqual({
    ...{ status: 1, stdout: '' },
    stderr: expect.stringMatching(/\nnanoCocoa: Its SHA-256 is \w+, not \w+: nothing was installed\.\n$/),
  });
  expect([installed(), staged()]).toEqual([[], []]);
});

test('of several that add the same model at once one wins, and its model is whole', async () => {
  const files = [1, 2, 3].map((c) => put(`${c}/same.onnx`, makeOnnx({ c, weightBytes: 8_000_000 })));
  const outcomes = await Promise.all(files.map((file) => run('add', file, '--task', 'upscale')));
  expect(outcomes.map(({ status }) => status).sort()).toEqual([0, 1, 1]);
  for (const { status, stderr } of outcomes)
    if (status === 1) expect(stderr).toMatch(/is at work on the model same|installed already/);
  expect(await run('verify')).toMatchObject({ status: 0, stdout: 'same: ok\n' });
  expect([installed(), staged()]).toEqual([['same'], []]);
});

test('a command that was killed while it put one model in the place of another leaves the old one', async () => {
  await run('add', put('tiny.onnx', TINY), '--task', 'upscale');
  const staging = join(modelsDir, '.staging');
  mkdirSync(join(staging, 'tiny~new'));
  // As it is between the two renames of --replace.
  renameSync(join(modelsDir, 'tiny'), join(staging, 'tiny~old'));
  const refused = await run('add', put('tiny.onnx', TINY), '--task', 'upscale');
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('installed already') });
  expect([installed(), staged()]).toEqual([['tiny'], []]);
});
