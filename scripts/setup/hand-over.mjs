import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { endWithParent } from './end-with-parent.mjs';

const PARENT_CHECK_MS = 100;

/**
 * Runs a program in this one's place: same terminal, its exit status becomes ours, and the signals
 * that we get go on to it. It dies when we die.
 *
 * It has a session of its own, so that a Ctrl-C in the terminal, which reaches every process of a
 * group, reaches it once: through us.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit status
 */
export function handOver(program, args, env) {
  return new Promise((resolve, reject) => {
    const [command, ...rest] = [...endWithParent({ watchesItself: true }), program, ...args];
    const child = spawn(command, rest, {
      stdio: 'inherit',
      env: { ...env, NANOCOCOA_LAUNCHER_PID: String(process.pid) },
      detached: true,
    });
    const signals = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, () => child.kill(signal));
    const watch = watchNpm(() => child.kill('SIGKILL'));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      // A shell's way to say that a signal ended the program.
      resolve(code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]);
    });
  });
}

/**
 * An npm that is killed takes nothing along, so whoever runs under npm looks after it.
 * @param {() => void} onGone
 */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, PARENT_CHECK_MS);
}
