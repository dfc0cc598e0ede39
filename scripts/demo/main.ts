import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { startMesh } from '../launch/start-mesh.ts';
import { onStopSignals } from '../launch/stop-signals.ts';
import { watchLauncher } from '../launch/watch-launcher.ts';
import { STATE_DIR } from '../setup/folders.mjs';
import { lockOwner, lockPath, takeLock } from '../setup/lock-file.mjs';
import { runScript, SetupError } from '../setup/setup-error.mjs';
import { DEMO_HELP, parseDemoArguments } from './arguments.ts';
import { makeAd } from './make-ad.ts';
import { createProgressLines } from './progress-lines.ts';

const DEMO_DIR = join(STATE_DIR, 'demo');
const say = (line: string) => process.stdout.write(`${line}\n`);

/** `npm run demo`: an ad from a photo, a scene and a copy, and how long each step took. */
runScript(async () => {
  const args = parseDemoArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (args.help) {
    process.stdout.write(DEMO_HELP);
    return;
  }
  // The processes of a mesh started here die with this one, however it ends.
  watchLauncher(() => process.exit(1));
  onStopSignals(
    () => process.exit(130),
    () => process.exit(130),
  );
  const startMs = performance.now();
  const mesh = await findOrStartMesh();
  const { client, close } = createRpcClient(FrontendServiceDefinition, { address: mesh.address });
  try {
    const { ad } = await makeAd(client, args, createProgressLines(process.stdout));
    await mkdir(dirname(args.out), { recursive: true });
    await writeFile(args.out, ad);
  } catch (error) {
    const known = fromClientError(error);
    if (!known) throw error;
    const fields = known.fields.map(({ description }) => description).join(' ');
    throw new SetupError(fields || known.message, { cause: error });
  } finally {
    close();
  }
  await mesh.stop();
  say(`ad: ${args.out} (${((performance.now() - startMs) / 1_000).toFixed(1)} s in all)`);
  process.exit(0);
});

/** The mesh that runs from this folder, else one on free ports with data of its own. */
async function findOrStartMesh(): Promise<{ address: string; stop(): Promise<void> }> {
  const running = lockOwner(lockPath());
  if (running) {
    say(`using the mesh at http://${running.address}`);
    return { address: running.address, stop: async () => {} };
  }
  const lock = takeLock(lockPath(DEMO_DIR), 'the demo');
  process.on('exit', lock.release);
  const startMs = performance.now();
  const mesh = await startMesh({ dataDir: DEMO_DIR, log: say });
  process.on('exit', mesh.killNow);
  say(`mesh ready in ${((performance.now() - startMs) / 1_000).toFixed(1)} s`);
  return { address: mesh.publicAddress, stop: mesh.stop };
}
