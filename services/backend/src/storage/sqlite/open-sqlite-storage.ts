import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Clock } from '../../clock/clock.ts';
import { guarded } from '../files/guarded.ts';
import { openImageFiles } from '../files/image-files.ts';
import { openUploadFiles } from '../files/upload-files.ts';
import { createKeyedLock } from '../keyed-lock.ts';
import type { Storage } from '../storage.ts';
import { storageError } from '../storage-error.ts';
import { createCatalogueTable } from './catalogue-table.ts';
import { lockDirectory } from './directory-lock.ts';
import { createFollowers } from './followers.ts';
import { createGroupCommit } from './group-commit.ts';
import { createImageStore } from './image-store.ts';
import { createImageTable } from './image-table.ts';
import { createJobQueries } from './job-queries.ts';
import { createJobSearch } from './job-search.ts';
import { createJobTable } from './job-table.ts';
import { createLeases } from './leases.ts';
import { createLogTable } from './log-table.ts';
import { migrate } from './schema.ts';
import { createStatisticsTable } from './statistics-table.ts';
import { createStepCacheTable } from './step-cache-table.ts';
import { createUploadPieces } from './upload-pieces.ts';
import { createUploadTable } from './upload-table.ts';
import { withStorageErrors } from './with-storage-errors.ts';

export interface SqliteStorageOptions {
  /** Holds the database, `images/` and `uploads/`. Made when it is not there. */
  directory: string;
  clock: Pick<Clock, 'now'>;
}

/**
 * Opens, or makes, the storage in a directory: SQLite for records, files for bytes. One process at a time. What a dead
 * process left half-written is removed; its leases have ended with it.
 * @throws Error when another process has the directory, or a newer program has made it; AppError STORAGE_FULL,
 *   STORAGE_UNAVAILABLE
 */
export async function openSqliteStorage({ directory, clock }: SqliteStorageOptions): Promise<Storage> {
  await guarded(() => mkdir(directory, { recursive: true }));
  const unlock = await guarded(async () => lockDirectory(directory));
  let database: Database | undefined;
  try {
    database = openDatabase(directory, clock.now());
    return await assemble(database, directory, clock, unlock);
  } catch (error) {
    database?.close();
    unlock();
    throw storageError(error);
  }
}

function openDatabase(directory: string, now: Date): Database {
  const database = new SqliteDatabase(join(directory, 'backend.sqlite'));
  try {
    // Another process (a backup, a person's shell) may hold the lock for a moment.
    database.pragma('busy_timeout = 5000');
    database.pragma('journal_mode = WAL');
    // The WAL is synced at every commit: what was answered survives the power cord.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, now);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

async function assemble(
  database: Database,
  directory: string,
  clock: Pick<Clock, 'now'>,
  unlock: () => void,
): Promise<Storage> {
  const now = clock.now;
  const followers = createFollowers();
  const commits = createGroupCommit(database, followers.tell);
  const imageTable = createImageTable(database, now);
  const { writer, ...logReader } = createLogTable({ database, commits, now });
  const { hasJob, ...jobs } = createJobTable({
    database,
    commits,
    log: writer,
    images: imageTable.uses,
    onDelete: (jobId) => forgetLease(jobId),
  });
  const { forget: forgetLease, ...leases } = createLeases({ hasJob });
  const images = createImageStore({
    table: imageTable,
    files: await openImageFiles(join(directory, 'images')),
    commits,
    lock: createKeyedLock(),
  });
  const { sweep: sweepUploads, ...uploads } = createUploadPieces({
    table: createUploadTable(database),
    files: await openUploadFiles(join(directory, 'uploads')),
    commits,
    lock: createKeyedLock(),
    images: { table: imageTable, store: images },
  });
  await sweepUploads();
  const closing = new AbortController();
  // Beside the work: with many images it takes seconds. What it does not remove now it removes at the next start.
  const sweeping = images.sweep(closing.signal).catch(() => undefined);

  const { readImageBytes, ...imageStorage } = images.storage;
  const { readUploadBytes, ...uploadStorage } = uploads;
  const answers = withStorageErrors({
    ...jobs,
    ...createJobQueries(database),
    ...createJobSearch(database),
    ...leases,
    ...logReader,
    ...imageStorage,
    ...uploadStorage,
    ...createStepCacheTable({ database, commits, images: imageTable, isWhole: images.isWhole }),
    ...createCatalogueTable(database, commits),
    ...createStatisticsTable(database, commits),
    async close() {
      closing.abort();
      await sweeping;
      commits.flush();
      database.close();
      unlock();
    },
  });
  const id = database.prepare<[], string>('SELECT id FROM store').pluck().get() ?? '';
  return { id, ...answers, follow: followers.follow, readImageBytes, readUploadBytes };
}
