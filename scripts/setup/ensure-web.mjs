import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestFiles } from './digest-files.mjs';
import { CACHE_DIR, ROOT_DIR } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** The web page's sources and whatever they import from the rest of the project. */
const SOURCES = ['package-lock.json', 'assets', 'clients/typescript', 'proto/gen', 'services/frontend/web'];

const WEB_DIR = join(ROOT_DIR, 'services/frontend/web');
const LOG = join(CACHE_DIR, 'web-build.log');
const DIST = join(WEB_DIR, 'dist');
const STAMP = join(DIST, '.sources');
/** Names of the files under assets/ that the build before this one made. */
const EARLIER = join(DIST, '.earlier-assets');

/**
 * Builds the web page if any of its sources changed since it was built.
 * @param {{ node: string }} o
 */
export async function ensureWeb({ node }) {
  const digest = digestFiles(ROOT_DIR, SOURCES);
  if (existsSync(join(DIST, 'index.html')) && builtFrom() === digest) return;
  const startMs = Date.now();
  process.stderr.write('web page: building\n');
  const vite = join(ROOT_DIR, 'node_modules/vite/bin/vite.js');
  const staging = join(DIST, `.staging-${process.pid}`);
  try {
    const options = ['--logLevel', 'warn', '--outDir', staging];
    const result = await runCommand(node, [vite, 'build', ...options], {
      cwd: WEB_DIR,
      env: { ...process.env, NO_COLOR: '1' },
    });
    if (result.status !== 0) {
      await writeFile(LOG, result.stdout + result.stderr);
      throw new SetupError(`The web page could not be built: see ${LOG} and correct services/frontend/web.`);
    }
    await publish(staging);
    await writeFile(STAMP, digest);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  process.stderr.write(`web page: built in ${((Date.now() - startMs) / 1_000).toFixed(1)} s\n`);
}

/**
 * Puts a build in the place of the one before, whose page may be open somewhere, or being served: its parts stay until
 * the next build, and index.html comes last, at once.
 * @param {string} staging
 */
async function publish(staging) {
  const assets = join(DIST, 'assets');
  await mkdir(assets, { recursive: true });
  const earlier = linesOf(EARLIER);
  const present = readdirSync(assets).filter((name) => !earlier.includes(name));
  const made = await readdir(join(staging, 'assets'));
  for (const name of made) await rename(join(staging, 'assets', name), join(assets, name));
  const others = (await readdir(staging)).filter((name) => name !== 'assets' && name !== 'index.html');
  for (const name of [...others, 'index.html']) await rename(join(staging, name), join(DIST, name));
  const kept = new Set([...made, ...present]);
  for (const name of readdirSync(assets)) if (!kept.has(name)) await rm(join(assets, name), { force: true });
  await writeFile(EARLIER, present.filter((name) => !made.includes(name)).join('\n'));
}

/** @param {string} path */
function linesOf(path) {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function builtFrom() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return undefined;
  }
}
