import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestFiles } from './digest-files.mjs';
import { CACHE_DIR, ROOT_DIR } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** The web page's sources and whatever they import from the rest of the project. */
const SOURCES = ['package-lock.json', 'assets', 'clients/typescript', 'proto/gen', 'services/frontend/web'];

const WEB_DIR = join(ROOT_DIR, 'services/frontend/web');
const LOG = join(CACHE_DIR, 'web-build.log');
const STAMP = join(WEB_DIR, 'dist/.sources');

/**
 * Builds the web page if any of its sources changed since it was built.
 * @param {{ node: string }} o
 */
export async function ensureWeb({ node }) {
  const digest = digestFiles(ROOT_DIR, SOURCES);
  if (existsSync(join(WEB_DIR, 'dist/index.html')) && builtFrom() === digest) return;
  const startMs = Date.now();
  process.stderr.write('web page: building\n');
  const vite = join(ROOT_DIR, 'node_modules/vite/bin/vite.js');
  const result = await runCommand(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: WEB_DIR,
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (result.status !== 0) {
    await writeFile(LOG, result.stdout + result.stderr);
    throw new SetupError(`The web page could not be built: see ${LOG} and correct services/frontend/web.`);
  }
  await writeFile(STAMP, digest);
  process.stderr.write(`web page: built in ${((Date.now() - startMs) / 1_000).toFixed(1)} s\n`);
}

function builtFrom() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return undefined;
  }
}
