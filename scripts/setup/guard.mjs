/**
 * `node guard.mjs COMMAND [ARGUMENT …]` runs a command and kills it as soon as this process's
 * standard input closes, which it does when the process that started us is gone, however it went.
 */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

process.stdin.on('end', () => child.kill('SIGKILL')).resume();
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => child.kill('SIGINT'));
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
