import type { Database } from 'better-sqlite3';

/** Runs writes; each promise resolves when its write is durable. */
export interface GroupCommit {
  /** `work` must be a single statement or a `database.transaction`, so that a failing one leaves nothing behind. */
  write<T>(work: () => T): Promise<T>;
  /** Commits what waits. */
  flush(): void;
}

interface Waiting {
  run(): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { value: unknown } | { error: unknown };

/**
 * Makes one transaction, and so one sync of the disk, of all writes that come in one turn of the event loop. A sync
 * takes 0.2 to 5 ms and blocks the loop: what arrives meanwhile is the next group, so a slow disk makes larger ones.
 */
export function createGroupCommit(database: Database): GroupCommit {
  let waiting: Waiting[] = [];

  const runAll = database.transaction((group: Waiting[]): Outcome[] =>
    group.map(({ run }) => {
      try {
        return { value: run() };
      } catch (error) {
        // A full disk may have rolled everything back already: then nobody's write has happened.
        if (!database.inTransaction) throw error;
        return { error };
      }
    }),
  );

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    let outcomes: Outcome[];
    try {
      outcomes = runAll(group);
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const [index, outcome] of outcomes.entries()) {
      if ('error' in outcome) group[index].reject(outcome.error);
      else group[index].resolve(outcome.value);
    }
  }

  return {
    flush,
    write: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ run: work, resolve: resolve as (value: unknown) => void, reject });
        // After this turn's reads of the sockets, so that calls that came together are committed together.
        if (waiting.length === 1) setImmediate(flush);
      }),
  };
}
