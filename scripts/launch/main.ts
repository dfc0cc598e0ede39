import { join } from 'node:path';
import { STATE_DIR } from '../setup/folders.mjs';
import { lockPath, takeLock } from '../setup/lock-file.mjs';
import { runScript } from '../setup/setup-error.mjs';
import { parseStartArguments } from '../setup/start-arguments.mjs';
import { chooseCertificate } from '../tls/choose-certificate.ts';
import { keepRenewed } from '../tls/keep-renewed.ts';
import { originOf } from '../tls/server-certificate.ts';
import { trustHelp } from '../tls/trust-help.ts';
import { startMesh } from './start-mesh.ts';
import { onStopSignals } from './stop-signals.ts';
import { watchLauncher } from './watch-launcher.ts';

const KILLED_STATUS = 130;

/** What `npm start` hands over to once everything is set up: runs the mesh until it is told to stop. */
runScript(async () => {
  const { port, tls } = parseStartArguments(process.argv.slice(2), process.env);
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const tlsDir = join(STATE_DIR, 'tls');
  const certificate = chooseCertificate(tls, tlsDir);
  const origin = originOf({ host: '127.0.0.1', port }, certificate);
  const lock = takeLock(lockPath(), origin, certificate?.caPath);
  process.on('exit', lock.release);
  // What ends this process at once, its lost launcher included, ends the rest too: each child dies with its parent.
  watchLauncher(() => process.exit(1));
  const stopped = new Promise<void>((resolve) => {
    onStopSignals(resolve, () => process.exit(KILLED_STATUS));
  });

  if (tls === 'local') await keepRenewed(tlsDir, log);
  const starting = startMesh({ dataDir: STATE_DIR, publicPort: port, certificate, log });
  const mesh = await Promise.race([starting, stopped]);
  if (!mesh) process.exit(0);
  process.on('exit', mesh.killNow);
  process.stdout.write(`nanoCocoa is ready: ${mesh.origin}\n`);
  if (tls === 'local' && certificate?.caPath) {
    const help = trustHelp({ origin, caPath: certificate.caPath, platform: process.platform });
    process.stdout.write(`${help.join('\n')}\n`);
  }

  await stopped;
  log('nanoCocoa is stopping');
  await mesh.stop();
  process.exit(0);
});
