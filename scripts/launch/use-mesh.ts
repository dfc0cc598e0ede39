import { join } from 'node:path';
import { STATE_DIR } from '../setup/folders.mjs';
import { lockOwner, lockPath, takeLock } from '../setup/lock-file.mjs';
import { startMesh } from './start-mesh.ts';

const DEMO_DIR = join(STATE_DIR, 'demo');

/** The mesh that runs from this folder, else one on free ports with data of its own, which ends with this process. */
export async function useMesh(
  say: (line: string) => void,
): Promise<{ address: string; stop(): Promise<void> }> {
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
