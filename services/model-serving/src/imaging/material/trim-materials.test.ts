import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trimMaterials } from './trim-materials.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'materials-'));
});
afterEach(() => rm(folder, { recursive: true }));

const nameOf = (digit: string) => `material-${digit.repeat(32)}.bin`;

async function write(name: string, usedSeconds: number): Promise<void> {
  await writeFile(join(folder, name), Buffer.alloc(100));
  await utimes(join(folder, name), usedSeconds, usedSeconds);
}

test('what was used longest ago goes first, and only materials go', async () => {
  await write(nameOf('a'), 30);
  await write(nameOf('b'), 10);
  await write(nameOf('c'), 20);
  await write(`${nameOf('d')}.7.half-written`, 1);
  await write('note.txt', 1);
  await trimMaterials(folder, 200);
  expect((await readdir(folder)).sort()).toEqual(
    [nameOf('a'), nameOf('c'), `${nameOf('d')}.7.half-written`, 'note.txt'].sort(),
  );
  await trimMaterials(folder, 99);
  expect((await readdir(folder)).sort()).toEqual([`${nameOf('d')}.7.half-written`, 'note.txt']);
});

test('what fits stays', async () => {
  await write(nameOf('a'), 1);
  await trimMaterials(folder, 100);
  expect(await readdir(folder)).toEqual([nameOf('a')]);
});
