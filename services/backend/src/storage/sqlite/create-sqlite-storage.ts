import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Storage } from '../storage.ts';
import { storageError } from '../storage-error.ts';
import { createCatalogueTable } from './catalogue-table.ts';
import { createGroupCommit } from './group-commit.ts';
import { createImageTable } from './image-table.ts';
import { createJobTable } from './job-table.ts';
import { migrate } from './schema.ts';
import { createUploadTable } from './upload-table.ts';

/** Opens, or makes, the database in a directory. One process at a time. */
export function createSqliteStorage({ directory }: { directory: string }): Storage {
  mkdirSync(directory, { recursive: true });
  const database = new SqliteDatabase(join(directory, 'backend.sqlite'));
  // Another process (a backup, a person's shell) may hold the lock for a moment.
  database.pragma('busy_timeout = 5000');
  database.pragma('journal_mode = WAL');
  // The WAL is synced at every commit: what was answered survives the power cord.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  migrate(database);
  const commits = createGroupCommit(database);
  const images = createImageTable(database, commits);
  const { record: _inTransactionsOnly, ...imageTable } = images;
  return withStorageErrors({
    ...createJobTable(database, commits, images),
    ...imageTable,
    ...createUploadTable(database, commits),
    ...createCatalogueTable(database, commits),
    async close() {
      commits.flush();
      database.close();
    },
  });
}

/** Every method's failure in the words of `storageError`. */
function withStorageErrors(storage: Storage): Storage {
  const wrapped = Object.entries(storage).map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw storageError(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped);
}
