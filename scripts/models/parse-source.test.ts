import { expect, test } from 'vitest';
import { chooseWheel } from './choose-wheel.ts';
import { describeSource, parseSource } from './parse-source.ts';

test.each([
  ['models/a.onnx', 'local', 'file:a.onnx'],
  ['/somewhere/pipe', 'local', 'file:pipe'],
  ['https://example.org/a/b.onnx?token=secret#x', 'address', 'https://example.org/a/b.onnx'],
  ['http://127.0.0.1:8080/b.onnx', 'address', 'http://127.0.0.1:8080/b.onnx'],
  ['http://[::1]:8080/b.onnx', 'address', 'http://[::1]:8080/b.onnx'],
  ['pypi:some.Project==1.2.3#pkg/b.onnx', 'package', 'pypi:some.Project==1.2.3#pkg/b.onnx'],
  ['npm:@scope/name@1.2.3-rc.1#dist/b.onnx', 'package', 'npm:@scope/name@1.2.3-rc.1#dist/b.onnx'],
])('%s', (text, kind, description) => {
  const source = parseSource(text, '/here');
  expect(source.kind).toBe(kind);
  expect(source.kind !== 'public' && describeSource(source)).toBe(description);
});

test('a short name is a public model, with a path it is a folder', () => {
  expect(parseSource('sdxl-turbo', '/here')).toMatchObject({ kind: 'public', model: { name: 'sdxl-turbo' } });
  expect(parseSource('./sdxl-turbo', '/here')).toEqual({ kind: 'local', path: '/here/sdxl-turbo' });
});

test('a relative path begins where npm was called', () => {
  expect(parseSource('a.onnx', '/here')).toEqual({ kind: 'local', path: '/here/a.onnx' });
});

test.each([
  ['http://example.org/a.onnx', 'by https only'],
  ['http://127.0.0.1.example.org/a.onnx', 'by https only'],
  ['file:///etc/passwd', 'by https only'],
  ['https://user:word@example.org/a.onnx', 'name or password'],
  ['https://', 'is not an address'],
  ['pypi:name#a.onnx', 'PROJECT==VERSION#MEMBER'],
  ['pypi:name==1.0', 'PROJECT==VERSION#MEMBER'],
  ['pypi:--index-url==1.0#a.onnx', 'PROJECT==VERSION#MEMBER'],
  ['pypi:name==1.0;x#a.onnx', 'PROJECT==VERSION#MEMBER'],
  ['npm:name@latest#a.onnx', 'NAME@VERSION#MEMBER'],
  ['npm:name@^1.0.0#a.onnx', 'NAME@VERSION#MEMBER'],
  ['npm:../name@1.0.0#a.onnx', 'NAME@VERSION#MEMBER'],
  ['npm:--registry=x@1.0.0#a.onnx', 'NAME@VERSION#MEMBER'],
  ['pypi:name==1.0#../a.onnx', 'leads out of its folder'],
  ['pypi:name==1.0#/a.onnx', 'is absolute'],
  ['pypi:name==1.0#a\u0000.onnx', 'a character'],
  ['npm:name@1.0.0#nul/a.onnx/nul', 'a device'],
  ['npm:name@1.0.0#a.js', 'not an .onnx file'],
])('%j is refused', (text, complaint) => {
  expect(() => parseSource(text, '/here')).toThrow(complaint);
});

test('of the wheels of a version one for all machines is taken, else one for this', () => {
  const files = [
    'x-1.0.tar.gz',
    'x-1.0.1-py3-none-any.whl',
    'x-1.0-cp311-cp311-win_amd64.whl',
    'x-1.0-cp311-cp311-manylinux_2_28_x86_64.whl',
  ].map((filename) => ({ filename }));
  expect(chooseWheel(files, '1.0', 'linux-x64')?.filename).toContain('manylinux');
  expect(chooseWheel(files, '1.0', 'darwin-arm64')?.filename).toContain('win');
  expect(chooseWheel(files, '1.0.1', 'linux-x64')?.filename).toContain('any');
  expect(chooseWheel(files, '2.0', 'linux-x64')).toBeUndefined();
});
