import { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Database } from 'better-sqlite3';
import type { ServiceStorage } from '../service-storage.ts';
import type { GroupCommit } from './group-commit.ts';

/** What the workers last said they have. */
export function createCatalogueTable(
  database: Database,
  commits: GroupCommit,
): Pick<ServiceStorage, 'saveCatalogue' | 'readCatalogue'> {
  const clear = database.prepare('DELETE FROM catalogue');
  const insert = database.prepare('INSERT INTO catalogue (worker_id, worker) VALUES (?, ?)');
  const selectAll = database.prepare<[], { worker: Buffer }>(
    'SELECT worker FROM catalogue ORDER BY worker_id',
  );
  const replace = database.transaction((workers: Worker[]) => {
    clear.run();
    for (const worker of workers) insert.run(worker.id, Worker.encode(worker).finish());
  });
  return {
    saveCatalogue: (workers) => commits.write(() => replace(workers)),
    readCatalogue: async () => selectAll.all().map((row) => Worker.decode(row.worker)),
  };
}
