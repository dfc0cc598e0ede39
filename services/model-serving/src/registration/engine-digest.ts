import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ProviderName } from '../providers/model-device.ts';

/** What the engine's pictures depend on, relative to the project's root. */
const SOURCES = [
  'services/common/src/fonts',
  'services/model-serving/src/diffusion',
  'services/model-serving/src/imaging',
  'services/model-serving/src/models/child',
  'services/model-serving/src/models/cutout-model.ts',
  'services/model-serving/src/processes/run-studio-step.ts',
  'services/model-serving/src/steps',
  'assets/fonts',
  'package-lock.json',
];

/**
 * Digest over everything that decides what a step's picture looks like, besides its inputs: the engine's
 * sources, the locked packages, the assets, and what models run on, where floating point rounds differently: the
 * processor's architecture, the execution provider, the number of threads. 64 hexadecimal digits.
 *
 * @param root The project's root.
 */
export async function engineDigest(
  root: string,
  { provider, threads }: { provider: ProviderName; threads: number },
): Promise<string> {
  const hash = createHash('sha256').update(`${process.arch} ${provider} ${threads}`);
  for (const source of SOURCES) {
    for (const path of await filesOf(join(root, source))) {
      const content = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      hash.update(`\n${relative(root, path).split(sep).join('/')} ${content}`);
    }
  }
  return hash.digest('hex');
}

/** All files of a folder in order of their paths, tests left out; of a file, itself. */
async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
