import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSpool } from './spool.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nanococoa-spool-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('what is written is in the file, and gone with it', async () => {
  const spool = await createSpool(dir);
  const file = await spool.createFile();
  await file.write(Buffer.from('one '));
  await file.write(Buffer.from('two'));
  expect(await readFile(file.path, 'utf8')).toBe('one two');
  await Promise.all([file.remove(), file.remove()]);
  expect(await readdir(join(dir, (await readdir(dir))[0]))).toEqual([]);
  await spool.close();
  expect(await readdir(dir)).toEqual([]);
});

test('what dead processes left is deleted; what is alive or not ours stays', async () => {
  const alive = await createSpool(dir);
  await mkdir(join(dir, 'spool-2147483646-abc'));
  await writeFile(join(dir, 'spool-2147483646-abc/picture'), 'left over');
  await mkdir(join(dir, `spool-${process.ppid}-abc`));
  await mkdir(join(dir, 'something-else'));
  const spool = await createSpool(join(dir));
  const names = await readdir(dir);
  expect(names).toContain('something-else');
  expect(names).toContain(`spool-${process.ppid}-abc`);
  expect(names.filter((name) => name.startsWith(`spool-${process.pid}-`))).toHaveLength(1);
  expect(names).not.toContain('spool-2147483646-abc');
  await spool.close();
  await alive.close();
});
