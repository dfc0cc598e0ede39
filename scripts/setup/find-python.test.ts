import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPython } from './find-python.mjs';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'python-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A program that answers as a Python of this major version, with or without pip. */
function fakePython(name: string, major: number, pip: boolean) {
  const file = join(dir, name);
  writeFileSync(file, `#!/bin/sh\n[ "$1" = -c ] && echo ${major} && exit 0\nexit ${pip ? 0 : 1}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('python3 on PATH is taken before python, PYTHON before both', async () => {
  fakePython('python3', 3, true);
  fakePython('python', 3, true);
  expect(await findPython({ PATH: dir })).toBe('python3');
  const own = fakePython('own', 3, true);
  expect(await findPython({ PATH: dir, PYTHON: own })).toBe(own);
});

test('a Python 2 is passed over', async () => {
  fakePython('python3', 2, true);
  fakePython('python', 3, true);
  expect(await findPython({ PATH: dir })).toBe('python');
});

test('no Python at all: one sentence with the package to install', async () => {
  await expect(findPython({ PATH: dir })).rejects.toThrow(
    /^Python 3 with pip was not found: install it \(Debian and Ubuntu: apt install python3 python3-pip; .*run the same command again\.$/,
  );
});

test('a Python without pip: one sentence with the package to install', async () => {
  fakePython('python3', 3, false);
  await expect(findPython({ PATH: dir })).rejects.toThrow(
    /^Python 3 \(python3\) has no pip: install it \(.*python3-pip/,
  );
});
