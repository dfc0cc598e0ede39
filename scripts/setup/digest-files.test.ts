import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestFiles } from './digest-files.mjs';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'digest-'));
  mkdirSync(join(dir, 'src/dist'), { recursive: true });
  writeFileSync(join(dir, 'src/a.ts'), 'a');
});
afterEach(() => rmSync(dir, { recursive: true }));

const digest = () => digestFiles(dir, ['src', 'missing.json']);

test('the same content has the same digest, and outputs do not count', () => {
  const before = digest();
  writeFileSync(join(dir, 'src/a.ts'), 'a');
  writeFileSync(join(dir, 'src/dist/a.js'), 'built');
  expect(digest()).toBe(before);
});

test('a changed, added, renamed or moved byte changes the digest', () => {
  const seen = new Set([digest()]);
  writeFileSync(join(dir, 'src/a.ts'), 'b');
  seen.add(digest());
  writeFileSync(join(dir, 'src/b.ts'), '');
  seen.add(digest());
  renameSync(join(dir, 'src/b.ts'), join(dir, 'src/c.ts'));
  seen.add(digest());
  writeFileSync(join(dir, 'missing.json'), '{}');
  seen.add(digest());
  expect(seen.size).toBe(5);
});
