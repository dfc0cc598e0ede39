import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestFiles } from './digest-files.mjs';
import { CACHE_DIR, ROOT_DIR } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** What the package of the TypeScript client is built of. */
const SOURCES = ['package-lock.json', 'proto', 'clients/typescript'];

const CLIENT_DIR = join(ROOT_DIR, 'clients/typescript');
const LOG = join(CACHE_DIR, 'client-build.log');
const STAMP = join(CLIENT_DIR, 'dist/.sources');

/**
 * Builds the TypeScript client if any of its sources changed since it was built: `npx nanococoa` runs what is built.
 * @param {{ node: string }} o
 */
export async function ensureClient({ node }) {
  const digest = digestFiles(ROOT_DIR, SOURCES);
  if (builtFrom() === digest) return;
  const result = await runCommand(node, [join(CLIENT_DIR, 'build.mjs')], { cwd: CLIENT_DIR });
  if (result.status !== 0) {
    await writeFile(LOG, result.stdout + result.stderr);
    throw new SetupError(
      `The TypeScript client could not be built: see ${LOG} and correct clients/typescript.`,
    );
  }
  await writeFile(STAMP, digest);
}

function builtFrom() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}
