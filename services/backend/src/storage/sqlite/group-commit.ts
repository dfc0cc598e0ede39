import type { Database } from 'better-sqlite3';
import type { LogEntry } from '../job-storage.ts';
import { storageError } from '../storage-error.ts';

/** Runs writes; each promise resolves when its write is durable, and rejects in the words of `storageError`. */
export interface GroupCommit {
  /**
   * `work` must be a single statement or a `database.transaction`, so that a failing one leaves nothing behind. What
   * it gives to `announce` is announced once it is durable, before the promise resolves.
   */
  write<T>(work: (announce: (entry: LogEntry) => void) => T): Promise<T>;
  /** Commits what waits. */
  flush(): void;
}

interface Waiting {
  run(announce: (entry: LogEntry) => void): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { value: unknown } | { error: unknown };

/**
 * Makes one transaction, and so one sync of the disk, of all writes that come in one turn of the event loop. A sync
 * takes 0.2 to 5 ms and blocks the loop: what arrives meanwhile is the next group, so a slow disk makes larger ones.
 *
 * @param announce Called after each group that has something to announce. It must not throw.
 */
export function createGroupCommit(database: Database, announce: (entries: LogEntry[]) => void): GroupCommit {
  let waiting: Waiting[] = [];

  const runAll = database.transaction((group: Waiting[], entries: LogEntry[]): Outcome[] =>
    group.map(({ run }) => {
      const before = entries.length;
      try {
        return { value: run((entry) => entries.push(entry)) };
      } catch (error) {
        // A full disk may have rolled everything back already: then nobody's write has happened.
        if (!database.inTransaction) throw error;
        entries.length = before;
        return { error: storageError(error) };
      }
    }),
  );

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    const entries: LogEntry[] = [];
    let outcomes: Outcome[];
    try {
      // Immediate: another program that writes in between makes it wait, not fail.
      outcomes = runAll.immediate(group, entries);
    } catch (error) {
      for (const { reject } of group) reject(storageError(error));
      return;
    }
    if (entries.length > 0) announce(entries);
    for (const [index, outcome] of outcomes.entries()) {
      if ('error' in outcome) group[index].reject(outcome.error);
      else group[index].resolve(outcome.value);
    }
  }

  return {
    flush,
    write: <T>(work: (announce: (entry: LogEntry) => void) => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ run: work, resolve: resolve as (value: unknown) => void, reject });
        // After this turn's reads of the sockets, so that calls that came together are committed together.
        if (waiting.length === 1) setImmediate(flush);
      }),
  };
}
