/**
 * `npm test`: sets up what is missing, the tests' own tools too, and runs vitest on Node 24.
 * Arguments go to vitest; --full before them also runs the wide matrices (*.full.test.ts).
 */
import { join } from 'node:path';
import { ROOT_DIR } from './setup/folders.mjs';
import { handOver } from './setup/hand-over.mjs';
import { setUp } from './setup/set-up.mjs';
import { runScript } from './setup/setup-error.mjs';

runScript(async () => {
  const args = process.argv.slice(2);
  const full = args[0] === '--full';
  const { node, env } = await setUp({ tests: true });
  if (full) env.NANOCOCOA_TEST_FULL = '1';
  const vitest = join(ROOT_DIR, 'node_modules/vitest/vitest.mjs');
  process.exitCode = await handOver(node, [vitest, 'run', ...(full ? args.slice(1) : args)], env);
});
