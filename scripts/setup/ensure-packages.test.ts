import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagesAreInstalled } from './ensure-packages.mjs';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packages-'));
  mkdirSync(join(dir, 'node_modules'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function lock(wanted: object, installed?: object) {
  writeFileSync(join(dir, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  if (!installed) return;
  writeFileSync(join(dir, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
}

const A1 = { 'node_modules/a': { version: '1.0.0' } };
const elsewhere = { version: '1.0.0', optional: true, os: ['sunos'], cpu: ['x64'] };
const here = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] };

test('an installation that matches the lock file is left alone', () => {
  lock({ ...A1, 'node_modules/b': elsewhere, 'services/x': { version: '0.1.0' } }, A1);
  expect(packagesAreInstalled(dir)).toBe(true);
});

test.each([
  ['nothing installed, or the installation was interrupted', A1, undefined],
  ['another version', A1, { 'node_modules/a': { version: '1.0.1' } }],
  ['a package missing', { ...A1, 'node_modules/b': { version: '2.0.0' } }, A1],
  ["this platform's binary missing", { ...A1, 'node_modules/b': here }, A1],
])('%s: must be installed', (_, wanted, installed) => {
  lock(wanted, installed);
  expect(packagesAreInstalled(dir)).toBe(false);
});
