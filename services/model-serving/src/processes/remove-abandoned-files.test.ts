import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeAbandonedFiles } from './remove-abandoned-files.ts';

const GONE_PID = 2 ** 22 + 1;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string): Promise<string> {
  await writeFile(join(folder, name), 'x');
  return name;
}

test('only half-written files whose writer is gone are removed', async () => {
  const kept = [
    await write('material-0a.bin'),
    await write(`material-0b.bin.${process.pid}.${randomUUID()}`),
    await write(`note.${GONE_PID}.txt`),
  ];
  await write(`material-0c.bin.${GONE_PID}.${randomUUID()}`);
  await removeAbandonedFiles(folder);
  expect((await readdir(folder)).sort()).toEqual(kept.sort());
});

test('one that nobody can still be writing is removed, whoever has its writer’s number now', async () => {
  const name = await write(`material-0d.bin.${process.pid}.${randomUUID()}`);
  const hourAgo = Date.now() / 1000 - 3600;
  await utimes(join(folder, name), hourAgo, hourAgo);
  await removeAbandonedFiles(folder);
  expect(await readdir(folder)).toEqual([]);
});

// What has ended and was not reaped is told by /proc; elsewhere it counts as a writer until its file is old.
if (process.platform === 'linux') {
  test('a writer that ended and was not reaped is gone', async () => {
    // The shell's child ends when sleep has taken the shell's place, and sleep never waits for it.
    const child = '(until grep -q sleep /proc/$$/comm; do :; done) & echo $!';
    const shell = spawn('sh', ['-c', `${child}; exec sleep 60`]);
    try {
      const [output] = await once(shell.stdout, 'data');
      const pid = Number(String(output).trim());
      await write(`material-0e.bin.${pid}.${randomUUID()}`);
      await expect
        .poll(async () => (await readFile(`/proc/${pid}/status`, 'utf8')).includes('State:\tZ'))
        .toBe(true);
      await removeAbandonedFiles(folder);
      expect(await readdir(folder)).toEqual([]);
    } finally {
      shell.kill('SIGKILL');
    }
  });
}

test('a folder that is not there has none', async () => {
  await removeAbandonedFiles(join(folder, 'none'));
});
