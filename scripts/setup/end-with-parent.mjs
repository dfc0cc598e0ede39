import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/** The signal never comes from a parent that died before it was asked for, so that is looked at afterwards. */
const ONLY_UNDER_PARENT = '[ "$PPID" = "$0" ] && exec "$@"';

/** @type {boolean | undefined} */
let kernelCanDoIt;

/**
 * What to put before a command so that the program dies with the process that started it, even by
 * SIGKILL and even if it never looks at a pipe. On Linux the kernel does it (parent-death signal);
 * elsewhere a small guard process does, for programs that do not watch their parent themselves.
 *
 * @param {{ watchesItself: boolean, forceGuard?: boolean }} o
 * @returns {string[]} empty where nothing is needed
 */
export function endWithParent({ watchesItself, forceGuard = false }) {
  kernelCanDoIt ??=
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
  if (kernelCanDoIt && !forceGuard) {
    return ['setpriv', '--pdeathsig', 'KILL', '--', 'sh', '-c', ONLY_UNDER_PARENT, String(process.pid)];
  }
  return watchesItself ? [] : [process.execPath, GUARD];
}
