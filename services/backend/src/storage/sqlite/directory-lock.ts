import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** How long a process that is just ending may still hold a directory. */
const PATIENCE_MS = 1000;

/**
 * Takes a data directory for this process until the answer is called or the process ends, however it ends: the lock is
 * the operating system's, on a database file that is never written.
 * @throws Error when another process has it
 */
export function lockDirectory(directory: string): () => void {
  const database = new SqliteDatabase(join(directory, 'backend.lock'), { timeout: PATIENCE_MS });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const isTaken = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
    throw isTaken ? new Error(`another Backend is using the data directory ${directory}`) : error;
  }
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}
