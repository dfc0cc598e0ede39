import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const files = execFileSync('git', ['ls-files', '-z'], { cwd: fileURLToPath(root), encoding: 'utf8' })
  .split('\0')
  .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path) && !path.startsWith('proto/gen/'));
const linesOf = (path: string) => readFileSync(new URL(path, root), 'utf8').split('\n');

test('there are source files', () => expect(files.length).toBeGreaterThan(300));

test('no source file is longer than 300 lines: then it is two ideas', () => {
  expect(files.filter((path) => linesOf(path).length > 301)).toEqual([]);
});

/** Packages that only some folders may import, so that each stays behind one door. */
const DOORS: [library: string, folders: RegExp][] = [
  ['sharp', /^services\/(common\/src\/pictures|model-serving\/src\/(imaging|steps))\//],
  ['onnxruntime-node', /^services\/model-serving\/src\/models\//],
  ['better-sqlite3', /^services\/backend\/src\/storage\/sqlite\//],
];

test.each(DOORS)('only its own folder imports %s', (library, folders) => {
  const services = files.filter((path) => path.startsWith('services/') && !path.includes('.test.'));
  const importers = services.filter((path) =>
    linesOf(path).some((line) => line.includes(`from '${library}'`)),
  );
  expect(importers.length).toBeGreaterThan(0);
  expect(importers.filter((path) => !folders.test(path))).toEqual([]);
});
