import { expect, test } from 'vitest';
import { formatManifest } from './manifest.ts';
import { modelDigest } from './model-digest.ts';
import { ModelFault, parseManifest } from './parse-manifest.ts';

const SHA256 = 'ab'.repeat(32);
const FILE = { path: 'model.onnx', sha256: SHA256, size_bytes: 10 };
const MANIFEST = {
  id: 'tiny-1.0',
  title: 'Tiny',
  task: 'upscale',
  format: 'onnx',
  files: [FILE],
  licence: 'MIT',
  source: 'file:tiny.onnx',
  memory_bytes: 1000,
};
const withFiles = (...files: object[]) => ({ ...MANIFEST, files });
const withPath = (path: unknown) => withFiles({ ...FILE, path });

test('what is written is what is read', () => {
  const manifest = parseManifest(JSON.stringify(MANIFEST));
  expect(manifest.files).toEqual([{ path: 'model.onnx', sha256: SHA256, sizeBytes: 10 }]);
  expect(JSON.parse(formatManifest(manifest))).toEqual(MANIFEST);
  expect(parseManifest(formatManifest(manifest))).toEqual(manifest);
});

test.each([
  ['a/b/model.onnx'],
  ['text_encoder/model v2.onnx'],
  ['onnx__MatMul_9423+x.onnx'],
  ['모델.onnx'],
  ['..model.onnx'],
])('the path %s is fine', (path) => {
  expect(parseManifest(JSON.stringify(withPath(path))).files[0]?.path).toBe(path);
});

test.each<[unknown, string]>([
  ['../model.onnx', 'leads out'],
  ['a/../../model.onnx', 'leads out'],
  ['a/./model.onnx', 'empty name'],
  ['a//model.onnx', 'empty name'],
  ['a/', 'empty name'],
  ['/etc/model.onnx', 'absolute'],
  ['C:/model.onnx', 'absolute'],
  ['c:model.onnx', 'absolute'],
  ['a\\b.onnx', 'character'],
  ['a\u0000.onnx', 'text of 1 to 1000'],
  ['*/_MEM_/*', 'character'],
  ['a/NUL', 'device'],
  ['com1.onnx', 'device'],
  ['a /model.onnx', 'space or a dot'],
  ['a./model.onnx', 'space or a dot'],
  ['1/2/3/4/5/6/7/8/m.onnx', 'folders deep'],
  [`${'a'.repeat(513)}`, '512'],
  ['manifest.json', 'itself'],
  ['Manifest.JSON', 'itself'],
  [7, 'is not text'],
])('the path %j is refused', (path, complaint) => {
  expect(() => parseManifest(JSON.stringify(withPath(path)))).toThrow(complaint);
});

test.each<[string, unknown, string]>([
  ['another field', { ...MANIFEST, extra: 1 }, 'not known: "extra"'],
  ['a field too little', { ...MANIFEST, licence: undefined }, 'has no licence'],
  [
    'another field of a file',
    withFiles({ ...FILE, url: 'x' }),
    'files[0] has a field that is not known: "url"',
  ],
  ['an id of capitals', { ...MANIFEST, id: 'Tiny' }, 'lower-case'],
  ['a hidden id', { ...MANIFEST, id: '.tiny' }, 'lower-case'],
  ['a long id', { ...MANIFEST, id: 'a'.repeat(65) }, 'lower-case'],
  ['an id with a slash', { ...MANIFEST, id: 'a/b' }, 'lower-case'],
  ['another task', { ...MANIFEST, task: 'chat' }, 'task is not one of'],
  ['another format', { ...MANIFEST, format: 'pickle' }, 'format is not'],
  ['no file', withFiles(), 'list of 1 to'],
  ['files that are no list', { ...MANIFEST, files: {} }, 'list of 1 to'],
  ['a file that is no object', { ...MANIFEST, files: ['model.onnx'] }, 'files[0] is not an object'],
  ['a file twice', withFiles(FILE, { ...FILE, path: 'MODEL.onnx' }), 'there twice'],
  ['no ONNX file', withPath('model.bin'), 'no .onnx file'],
  ['a digest in capitals', withFiles({ ...FILE, sha256: 'AB'.repeat(32) }), 'files[0].sha256'],
  ['a short digest', withFiles({ ...FILE, sha256: 'ab' }), 'files[0].sha256'],
  ['an empty file', withFiles({ ...FILE, size_bytes: 0 }), 'files[0].size_bytes'],
  ['half a byte', withFiles({ ...FILE, size_bytes: 1.5 }), 'files[0].size_bytes'],
  ['memory as text', { ...MANIFEST, memory_bytes: '1000' }, 'memory_bytes'],
  ['a title with control characters', { ...MANIFEST, title: '\u001b[2J' }, 'title'],
  ['a list', [MANIFEST], 'not an object'],
  ['null', null, 'not an object'],
])('%s is refused', (_what, manifest, complaint) => {
  expect(() => parseManifest(JSON.stringify(manifest))).toThrow(ModelFault);
  expect(() => parseManifest(JSON.stringify(manifest))).toThrow(complaint);
});

test('what is not JSON is refused', () => {
  expect(() => parseManifest('{')).toThrow('manifest.json is not JSON');
});

test("a model's digest is its only file's, else over the sorted list", () => {
  const a = { path: 'a.onnx', sha256: '11'.repeat(32) };
  const b = { path: 'b/c.onnx', sha256: '22'.repeat(32) };
  expect(modelDigest([a])).toBe(a.sha256);
  // printf 'a.onnx\t1111…\nb/c.onnx\t2222…\n' | sha256sum
  const both = '17ec4b40b4920a349c80881638f2fe673fb6cd842c40f3d6a09e351f7ab101a5';
  expect(modelDigest([a, b])).toBe(both);
  expect(modelDigest([b, a])).toBe(both);
});
