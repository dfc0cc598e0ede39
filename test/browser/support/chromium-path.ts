import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packaged, { inflate } from '@sparticuz/chromium';

/** A Chromium and what its process needs around it. */
export interface ChromiumBinary {
  path: string;
  /** Folder of the system libraries that it lacks on this machine. */
  libraries?: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
const PACKAGE = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..');
const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
const CACHE = fileURLToPath(new URL(`../../../.nanococoa/cache/chromium-${version}`, import.meta.url));

/** CHROMIUM_PATH, else a Chromium on PATH, else the one inside the npm package (Linux x64). */
export async function findChromium(): Promise<ChromiumBinary> {
  const named = process.env.CHROMIUM_PATH ?? onPath();
  if (named !== undefined) return { path: named };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium on PATH: install one, or name it by CHROMIUM_PATH.');
  }
  if (!existsSync(CACHE)) await unpack();
  const path = join(CACHE, 'chromium');
  return lacksLibraries(path) ? { path, libraries: join(CACHE, 'al2023', 'lib') } : { path };
}

/** Unpacks beside the cache and renames: several test processes may do it at the same time. */
async function unpack(): Promise<void> {
  await mkdir(dirname(CACHE), { recursive: true });
  const staging = await mkdtemp(`${CACHE}-`);
  const temporary = process.env.TMPDIR;
  // The package unpacks into the system's temporary folder, wherever that is.
  process.env.TMPDIR = staging;
  try {
    await packaged.executablePath();
    await inflate(join(PACKAGE, 'bin', 'al2023.tar.br'));
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
  // Somebody else was quicker: theirs is the same.
  await rename(staging, CACHE).catch(() => rm(staging, { recursive: true }));
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

function lacksLibraries(path: string): boolean {
  return execFileSync('ldd', [path], { encoding: 'utf8' }).includes('not found');
}
