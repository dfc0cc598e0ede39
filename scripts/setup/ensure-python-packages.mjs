import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE_DIR } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const REQUIREMENTS = fileURLToPath(new URL('./python-requirements.txt', import.meta.url));

/**
 * The folder that holds the Python packages of the tests in another language (PYTHONPATH of those
 * tests). One for each Python and each content of python-requirements.txt, which pins by digest.
 *
 * @param {{ python: () => Promise<string>, cacheDir?: string }} o
 * @returns {Promise<{ python: string, packagesDir: string }>}
 */
export async function ensurePythonPackages({ python, cacheDir = CACHE_DIR }) {
  const command = await python();
  const abi = await runCommand(command, ['-c', 'import sys; print(sys.implementation.cache_tag)']);
  const digest = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 8);
  const packagesDir = join(cacheDir, `python-${abi.stdout.trim()}-${digest}`);
  if (existsSync(packagesDir)) return { python: command, packagesDir };

  process.stderr.write('Python packages for the tests: installing\n');
  const part = `${packagesDir}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  const result = await runCommand(command, [
    ...['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:', '--require-hashes'],
    ...['--disable-pip-version-check', '--target', part, '-r', REQUIREMENTS],
  ]);
  if (result.status !== 0) {
    await writeFile(`${packagesDir}.log`, result.stderr);
    throw new SetupError(
      `The Python packages for the tests could not be installed (details in ${packagesDir}.log): check the network and that Python is 3.10 or newer, and run the same command again.`,
    );
  }
  await rename(part, packagesDir);
  return { python: command, packagesDir };
}
