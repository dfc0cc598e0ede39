import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const IMAGING = join(import.meta.dirname, '..');

/** Packages that a module imports, itself or by what it imports; types do not count. */
async function packagesOf(file: string, seen = new Set<string>()): Promise<string[]> {
  if (seen.has(file)) return [];
  seen.add(file);
  const found: string[] = [];
  for (const [, name] of (await readFile(file, 'utf8')).matchAll(/^import (?!type)[^;]*?from '([^']+)'/gms)) {
    if (name.startsWith('.')) found.push(...(await packagesOf(resolve(dirname(file), name), seen)));
    else if (!name.startsWith('node:')) found.push(name);
  }
  return found;
}

test('what band threads import brings no package into each of them', async () => {
  const files = (await readdir(IMAGING, { recursive: true })).filter((file) => /^[^.]+\.ts$/.test(file));
  const kernels: string[] = [];
  for (const file of files.map((name) => join(IMAGING, name)))
    if ((await readFile(file, 'utf8')).includes('bandKernel(import.meta.url')) kernels.push(file);
  expect(kernels.length).toBeGreaterThan(10);
  for (const file of kernels) expect([file, ...(await packagesOf(file))]).toEqual([file]);
});
