/**
 * `node scripts/run.mjs FILE [ARGUMENT …]` sets up what is missing and runs a TypeScript file of
 * this project on Node 24, whatever Node runs this one (20 or newer).
 * With --with-test-tools before FILE it also sets up what only the tests need.
 */
import { resolve } from 'node:path';
import { handOver } from './setup/hand-over.mjs';
import { setUp } from './setup/set-up.mjs';
import { runScript } from './setup/setup-error.mjs';

runScript(async () => {
  const args = process.argv.slice(2);
  const tests = args[0] === '--with-test-tools';
  const [file, ...rest] = tests ? args.slice(1) : args;
  const { node, env } = await setUp({ tests });
  process.exitCode = await handOver(node, [resolve(file), ...rest], env);
});
