import { join } from 'node:path';
import type { Chance } from '../support/chance.ts';
import { withMesh } from '../support/with-mesh.ts';
import { type DiskHarm, harmDisk } from './harm-disk.ts';
import type { InjectionReport } from './injection.ts';
import { makeReadOnly, type ReadOnlyFolder } from './read-only-folder.ts';

/** The folders of Backend become read-only while a job runs, and writable again later. */
export function readOnlyDisk(chance: Chance): Promise<InjectionReport> {
  return withMesh((mesh, client) => {
    const { directory } = mesh;
    return harmDisk({ chance, mesh, client, directory, harm: readOnly(join(directory, 'data')) });
  });
}

function readOnly(path: string): DiskHarm {
  let folder: ReadOnlyFolder | undefined;
  return {
    state: 'read-only',
    refusals: ['STORAGE_UNAVAILABLE'],
    refusesJobs: false,
    async begin() {
      folder = makeReadOnly(path);
      return folder.means;
    },
    async end() {
      folder?.restore();
    },
  };
}
