import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * Finds a Python 3 that has pip: $PYTHON, python3 or python on PATH, in this order.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} the command
 * @throws {SetupError} when there is none
 */
export async function findPython(env = process.env) {
  const candidates = env.PYTHON ? [env.PYTHON] : ['python3', 'python'];
  let withoutPip = '';
  for (const command of candidates) {
    const version = await runCommand(command, ['-c', 'import sys; print(sys.version_info[0])'], { env });
    if (version.status !== 0 || version.stdout.trim() !== '3') continue;
    const pip = await runCommand(command, ['-m', 'pip', '--version'], { env });
    if (pip.status === 0) return command;
    withoutPip = command;
  }
  if (withoutPip) {
    throw new SetupError(
      `Python 3 (${withoutPip}) has no pip: install it (Debian and Ubuntu: apt install python3-pip; elsewhere: ${withoutPip} -m ensurepip) and run the same command again.`,
    );
  }
  throw new SetupError(
    `Python 3 with pip was not found${env.PYTHON ? ` at PYTHON=${env.PYTHON}` : ''}: install it (Debian and Ubuntu: apt install python3 python3-pip; macOS: brew install python) or name it in the PYTHON environment variable, and run the same command again.`,
  );
}
