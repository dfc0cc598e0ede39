import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mesh, startMesh } from '../../../scripts/launch/start-mesh.ts';
import type { Chance } from '../support/chance.ts';
import { createMeshClient } from '../support/mesh-client.ts';
import { type DiskHarm, harmDisk } from './harm-disk.ts';
import type { InjectionReport } from './injection.ts';
import { openSmallDisk, type SmallDisk } from './small-disk.ts';

/** The disk of Backend fills up while a job runs, and has room again later. */
export async function fullDisk(chance: Chance): Promise<InjectionReport> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-test-'));
  const disk = openSmallDisk(join(directory, 'data'));
  let mesh: Mesh | undefined;
  try {
    mesh = await startMesh({ dataDir: directory });
    const client = createMeshClient(mesh.publicAddress);
    try {
      return await harmDisk({ chance, mesh, client, directory, harm: full(disk, mesh) });
    } finally {
      client.close();
    }
  } finally {
    await mesh?.stop();
    disk.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function full(disk: SmallDisk, { processes: { backend } }: Mesh): DiskHarm {
  return {
    state: 'full',
    refusals: ['STORAGE_FULL', 'STORAGE_UNAVAILABLE'],
    refusesJobs: true,
    async begin() {
      await disk.fill(backend.pid ?? 0);
      return disk.means;
    },
    end: () => disk.free(backend.pid ?? 0),
  };
}
