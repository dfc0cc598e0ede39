import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type NanococoaClient } from '@nanococoa/client';
import { STATE_DIR } from '../setup/folders.mjs';
import { lockOwner, lockPath, takeLock } from '../setup/lock-file.mjs';
import { startMesh } from './start-mesh.ts';

const DEMO_DIR = join(STATE_DIR, 'demo');

export interface UsedMesh {
  /** Trusts the certificate of the mesh where that is of its own making. To be closed. */
  client: NanococoaClient;
  /** Ends the mesh if it was started here. */
  stop(): Promise<void>;
}

/** The mesh that runs from this folder, else one on free ports with data of its own, which ends with this process. */
export async function useMesh(say: (line: string) => void): Promise<UsedMesh> {
  const running = lockOwner(lockPath());
  if (running) {
    const { address, caPath } = running;
    say(`using the mesh at ${address}`);
    const options = caPath === undefined ? {} : { tls: { ca: await readFile(caPath) } };
    return { client: createClient(address, options), stop: async () => {} };
  }
  const lock = takeLock(lockPath(DEMO_DIR), 'the demo');
  process.on('exit', lock.release);
  const startMs = performance.now();
  const mesh = await startMesh({ dataDir: DEMO_DIR, log: say });
  process.on('exit', mesh.killNow);
  say(`mesh ready in ${((performance.now() - startMs) / 1_000).toFixed(1)} s`);
  return { client: createClient(mesh.origin), stop: mesh.stop };
}
