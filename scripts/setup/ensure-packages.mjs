import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT_DIR } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const STILL_WORKING_MS = 15_000;

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 */

/**
 * Whether node_modules holds what package-lock.json asks for on this machine. Compares the lock file
 * with the one that npm leaves in node_modules when an installation is complete.
 * @param {string} [rootDir]
 */
export function packagesAreInstalled(rootDir = ROOT_DIR) {
  const wanted = readPackages(join(rootDir, 'package-lock.json'));
  const installed = readPackages(join(rootDir, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, locked]) => {
    if (!path.includes('node_modules/')) return true;
    const present = installed[path];
    if (present) return present.version === locked.version;
    return locked.optional === true && !isForThisMachine(locked);
  });
}

/** Installs the locked packages if any is missing or of another version. */
export async function ensurePackages() {
  if (packagesAreInstalled()) return;
  const startMs = Date.now();
  const seconds = () => `${Math.round((Date.now() - startMs) / 1_000)} s`;
  process.stderr.write('npm packages: installing\n');
  const timer = setInterval(
    () => process.stderr.write(`npm packages: still installing (${seconds()})\n`),
    STILL_WORKING_MS,
  );
  // The services run on our own Node 24, so packages that refuse an older Node are right to be here.
  const result = await runCommand(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'],
    { cwd: ROOT_DIR, env: environmentForNpm() },
  );
  clearInterval(timer);
  if (result.status !== 0) {
    const reason =
      /npm (?:error|ERR!) (?!code|errno|syscall)(.+)/.exec(result.stderr)?.[1] ?? 'npm did not run';
    throw new SetupError(
      `The npm packages could not be installed (${reason.trim()}): check the network and the free disk space and run the same command again, or run "npm ci" to see more.`,
    );
  }
  process.stderr.write(`npm packages: installed in ${seconds()}\n`);
}

/**
 * An npm started by npm takes over its caller's settings from npm_config_* variables; those that
 * belong to the outer command (its --prefix, its omitted groups) must not reach this one.
 */
function environmentForNpm() {
  const env = { ...process.env };
  for (const name of ['npm_config_prefix', 'npm_config_local_prefix', 'npm_config_omit', 'NODE_ENV'])
    delete env[name];
  return env;
}

/** @param {LockedPackage} locked */
function isForThisMachine({ os, cpu, libc }) {
  // Helpers of packages for other platforms, and fallbacks in WebAssembly, name no platform.
  if (!os && !cpu) return false;
  if (libc?.includes('musl')) return false;
  return (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
