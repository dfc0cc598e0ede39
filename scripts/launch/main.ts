import { STATE_DIR } from '../setup/folders.mjs';
import { lockPath, takeLock } from '../setup/lock-file.mjs';
import { runScript } from '../setup/setup-error.mjs';
import { parseStartArguments } from '../setup/start-arguments.mjs';
import { startMesh } from './start-mesh.ts';
import { onStopSignals } from './stop-signals.ts';
import { watchLauncher } from './watch-launcher.ts';

const KILLED_STATUS = 130;

/** What `npm start` hands over to once everything is set up: runs the mesh until it is told to stop. */
runScript(async () => {
  const { port } = parseStartArguments(process.argv.slice(2), process.env);
  const lock = takeLock(lockPath(), `127.0.0.1:${port}`);
  process.on('exit', lock.release);
  // What ends this process at once, its lost launcher included, ends the rest too: each child dies with its parent.
  watchLauncher(() => process.exit(1));
  const stopped = new Promise<void>((resolve) => {
    onStopSignals(resolve, () => process.exit(KILLED_STATUS));
  });

  const log = (line: string) => process.stderr.write(`${line}\n`);
  const starting = startMesh({ dataDir: STATE_DIR, publicPort: port, log });
  const mesh = await Promise.race([starting, stopped]);
  if (!mesh) process.exit(0);
  process.on('exit', mesh.killNow);
  process.stdout.write(`nanoCocoa is ready: http://${mesh.publicAddress}\n`);

  await stopped;
  log('nanoCocoa is stopping');
  await mesh.stop();
  process.exit(0);
});
