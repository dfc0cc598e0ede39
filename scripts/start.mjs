/** `npm start`: sets up what is missing, then hands over to the launcher on Node 24. */
import { join } from 'node:path';
import { checkCertificate } from './setup/check-certificate.mjs';
import { checkPort } from './setup/check-port.mjs';
import { ROOT_DIR } from './setup/folders.mjs';
import { handOver } from './setup/hand-over.mjs';
import { checkLock, lockPath } from './setup/lock-file.mjs';
import { setUp } from './setup/set-up.mjs';
import { runScript } from './setup/setup-error.mjs';
import { parseStartArguments, START_HELP } from './setup/start-arguments.mjs';

runScript(async () => {
  const args = process.argv.slice(2);
  const { help, port, tls } = parseStartArguments(args, process.env);
  if (help) {
    process.stdout.write(START_HELP);
    return;
  }
  // All before anything is downloaded, so that nobody waits for a sentence that could be said at once.
  checkLock(lockPath());
  await checkPort(port);
  if (typeof tls === 'object') checkCertificate(tls, Date.now());
  const { node, env } = await setUp();
  process.exitCode = await handOver(node, [join(ROOT_DIR, 'scripts/launch/main.ts'), ...args], env);
});
