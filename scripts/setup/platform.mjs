import { SetupError } from './setup-error.mjs';

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-arm64'];
/** Envoy's and Node's wheels are built against this C library. */
const MINIMUM_GLIBC = [2, 31];

/**
 * This machine's platform, one of linux-x64, linux-arm64, darwin-arm64.
 * @param {{ platform: string, arch: string, glibc: string | undefined }} [machine]
 * @returns {string}
 * @throws {SetupError} when nanoCocoa does not run here
 */
export function supportedPlatform(machine = thisMachine()) {
  const name = `${machine.platform}-${machine.arch}`;
  if (!SUPPORTED.includes(name)) {
    throw new SetupError(
      `${name} is not supported: run nanoCocoa on Linux (x64 or arm64) or macOS (arm64), or in containers (deploy/compose).`,
    );
  }
  if (machine.platform === 'linux' && !glibcIsEnough(machine.glibc)) {
    throw new SetupError(
      `This Linux has ${machine.glibc ? `glibc ${machine.glibc}` : 'no glibc'}, but Envoy needs glibc ${MINIMUM_GLIBC.join('.')} or newer: use a newer distribution, or containers (deploy/compose).`,
    );
  }
  return name;
}

/** @param {string | undefined} version */
function glibcIsEnough(version) {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major > MINIMUM_GLIBC[0] || (major === MINIMUM_GLIBC[0] && minor >= MINIMUM_GLIBC[1]);
}

function thisMachine() {
  return { platform: process.platform, arch: process.arch, glibc: runningGlibc() };
}

function runningGlibc() {
  if (process.platform !== 'linux') return undefined;
  // Without this, the report looks up host names of open sockets, which takes seconds without network.
  const report = /** @type {any} */ (process.report);
  report.excludeNetwork = true;
  return report.getReport().header.glibcVersionRuntime;
}
