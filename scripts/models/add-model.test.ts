import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeOnnx } from '../../test/models/support/make-onnx.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { addModel } from './add-model.ts';
import { parseModelsArguments } from './arguments.ts';
import { parseSource } from './parse-source.ts';

let dir: string;
let modelsDir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'add-model-'));
  modelsDir = join(dir, 'models');
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true });
});

const TINY = makeOnnx();
const put = (path: string, content: Buffer | string = TINY) => {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), content);
  return path;
};
const add = (source: string, args = ['--task', 'upscale'], signal = new AbortController().signal) => {
  const command = parseModelsArguments(['add', source, ...args]);
  if (command.verb !== 'add') throw new Error('not add');
  return addModel({
    modelsDir,
    source: parseSource(source, dir),
    options: command.options,
    say: () => {},
    signal,
  });
};
const left = () =>
  existsSync(modelsDir)
    ? [
        ...readdirSync(modelsDir).filter((name) => !name.startsWith('.')),
        ...readdirSync(join(modelsDir, '.staging')),
      ]
    : [];

const REFUSALS: [string, () => string | undefined, string][] = [
  ['what is not there', () => undefined, 'There is nothing at'],
  ['a file that is not ONNX', () => put('m.onnx', 'text'), 'm.onnx is refused: it is not an ONNX model'],
  ['a file of another kind', () => put('m.pt'), 'm.pt is refused: it is no .onnx file'],
  ['a link to a file', () => link(put('real.onnx'), 'm.onnx'), 'it is a link'],
  ['a link to a folder', () => link(dirname(put('real/m.onnx')), 'm'), 'it is a link'],
  ['a pipe', () => pipe('m.onnx'), 'neither a file nor a folder'],
  ['tensors in another file', () => put('m.onnx', makeOnnx({ externalLocation: 'w' })), 'add the folder'],
  ['a folder without ONNX', () => dirname(put('m/README.md', 'x')), 'There is no .onnx file'],
  ['a program in the folder', () => withModel('m/setup.py'), 'setup.py is refused'],
  ['a pickle in the folder', () => withModel('m/model.ckpt'), 'model.ckpt is refused'],
  ['a hidden file in the folder', () => withModel('m/.gitattributes'), '.gitattributes is refused'],
  [
    'a library that is called a text',
    () => withModel('m/a.txt', '\u0000'),
    'its name says text, but it is not',
  ],
  ['Latin letters that are not UTF-8', () => withModel('m/a.md', Buffer.from([0xe9])), 'its name says text'],
  [
    'a damaged model beside a good one',
    () => withModel('m/b.onnx', TINY.subarray(0, -1)),
    'b.onnx is refused',
  ],
  [
    'a link in the folder',
    () => withModel('real.txt') && dirname(link('../real.txt', 'm/a.txt')),
    'is a link',
  ],
  ['a pipe in the folder', () => withModel('real.txt') && dirname(pipe('m/a.txt')), 'neither a file nor'],
  ['a name that is a device', () => withModel('m/nul.txt'), 'device'],
  ['a name with a backslash', () => withModel('m/a\\b.txt'), 'character'],
  ['tensors that are missing', () => external('w.bin'), 'which is not there'],
  ['tensors outside the folder', () => external('../w.bin'), 'leads out of its folder'],
  ['tensors at an absolute path', () => external('/etc/passwd'), 'is absolute'],
  ['tensors at a path of Windows', () => external('C:\\w.bin'), 'is absolute'],
  ["tensors in ONNX Runtime's own memory", () => external('*/_ORT_MEM_ADDR_/*'), 'a character that'],
  [
    'tensors behind a link',
    () => external('w.bin') && dirname(link('../model.onnx', 'm/w.bin')),
    'is a link',
  ],
  ['a manifest that is none', () => withModel('m/manifest.json', '{}'), 'manifest.json has no id'],
];

test.each(REFUSALS)('%s is refused, and nothing is left', async (_what, make, complaint) => {
  const adding = add(make() ?? 'nothing');
  await expect(adding).rejects.toThrow(SetupError);
  await expect(adding).rejects.toThrow(complaint);
  expect(left()).toEqual([]);
});

test('a manifest must list all files, with their digests', async () => {
  await add(withModel('m/README.md', 'text'));
  renameSync(join(modelsDir, 'm'), join(dir, 'again'));
  const readme = join(dir, 'again/README.md');
  writeFileSync(readme, 'TEXT');
  await expect(add('again')).rejects.toThrow(/README.md has the SHA-256 .* manifest.json says/);
  writeFileSync(readme, 'longer');
  await expect(add('again')).rejects.toThrow('README.md has 6 bytes');
  writeFileSync(readme, 'text');
  writeFileSync(join(dir, 'again/more.md'), 'more');
  await expect(add('again')).rejects.toThrow('manifest.json does not list it');
  expect(left()).toEqual([]);
  rmSync(join(dir, 'again/more.md'));
  await expect(add('again', ['--id', 'other'])).resolves.toMatchObject({ id: 'other', task: 'upscale' });
});

test('what is not known is asked for', async () => {
  put('m.onnx');
  put('Ünknown.onnx');
  await expect(add('m.onnx', [])).rejects.toThrow('say --task');
  await expect(add('Ünknown.onnx')).rejects.toThrow('say --id');
  await expect(add('https://example.org/m.onnx')).rejects.toThrow('say --sha256');
});

test('what does not fit on the disk is refused before it is copied', async () => {
  const folder = external('w.bin');
  const { bavail, bsize } = statfsSync(dir);
  put('m/w.bin', '');
  truncateSync(join(dir, 'm/w.bin'), bavail * bsize + 2 ** 30);
  await expect(add(folder)).rejects.toThrow('are free: free some');
  expect(left()).toEqual([]);
});

test('what was interrupted leaves nothing', async () => {
  put('m.onnx', makeOnnx({ weightBytes: 4_000_000 }));
  const stop = new AbortController();
  const adding = add('m.onnx', ['--task', 'upscale'], stop.signal);
  setImmediate(() => stop.abort());
  await expect(adding).rejects.toThrow('aborted');
  expect(left()).toEqual([]);
});

/** A folder with a good model and another file. */
function withModel(path: string, content: Buffer | string = 'text'): string {
  put('m/model.onnx');
  put(path, content);
  return 'm';
}

function external(externalLocation: string): string {
  put('m/model.onnx', makeOnnx({ weightBytes: 16, externalLocation }));
  return 'm';
}

function link(target: string, path: string): string {
  symlinkSync(target, join(dir, path));
  return path;
}

function pipe(path: string): string {
  execFileSync('mkfifo', [join(dir, path)]);
  return path;
}
