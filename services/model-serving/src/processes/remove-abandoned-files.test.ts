import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeAbandonedFiles } from './remove-abandoned-files.ts';

test('only half-written files whose writer is gone are removed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cache-'));
  const gonePid = 2 ** 22 + 1;
  const kept = ['material-0a.bin', `material-0b.bin.${process.pid}.${randomUUID()}`, `note.${gonePid}.txt`];
  for (const name of [...kept, `material-0c.bin.${gonePid}.${randomUUID()}`]) {
    await writeFile(join(folder, name), 'x');
  }
  await removeAbandonedFiles(folder);
  expect((await readdir(folder)).sort()).toEqual(kept.sort());
  await rm(folder, { recursive: true });
});

test('a folder that is not there has none', async () => {
  await removeAbandonedFiles(join(tmpdir(), randomUUID()));
});
