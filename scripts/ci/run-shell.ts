import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** Runs a bash command line in `cwd`, its output going to ours, and gives its exit status. */
export function runShell(command: string, cwd: string): Promise<number> {
  const env = { ...process.env, PATH: [join(cwd, 'node_modules/.bin'), process.env.PATH].join(delimiter) };
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', command], { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
