import { JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import type { JobStorage, LogEntry } from '../job-storage.ts';
import type { GroupCommit } from './group-commit.ts';

/** Bounds what is remembered of callers. */
const MAX_KNOWN_CALLERS = 10_000;

type LogReader = Pick<JobStorage, 'lastPosition' | 'readLog' | 'trimLog'>;

/** What writes the log. For use inside another table's transaction. */
export interface LogWriter {
  record(caller: string, events: JobEvent[], announce: (entry: LogEntry) => void): void;
  recordDeletion(caller: string, jobId: string, announce: (entry: LogEntry) => void): void;
  /** Takes the events of a job out of its caller's log; they go with the job. */
  forgetEvents(caller: string, jobId: string): void;
}

interface EntryRow {
  position: number;
  job_id: string;
  event: Buffer | null;
}

/** Events, and for each caller the order of all that happened to their jobs. */
export function createLogTable(options: {
  database: Database;
  commits: GroupCommit;
  now(): Date;
}): LogReader & { writer: LogWriter } {
  const { database, commits, now } = options;
  const insertEvent = database.prepare(
    'INSERT INTO events (job_id, sequence, event, position) VALUES (?, ?, ?, ?)',
  );
  const insertEntry = database.prepare(
    'INSERT INTO log (caller, position, job_id, sequence, delete_time_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const deleteEntries = database.prepare(
    'DELETE FROM log WHERE caller = ? AND position IN (SELECT position FROM events WHERE job_id = ?)',
  );
  const selectTrimmed = database
    .prepare<[string], number>('SELECT position FROM trimmed_logs WHERE caller = ?')
    .pluck();
  // A deletion is newer than the events that it stands for: what is missing at the end was trimmed.
  const selectLast = database
    .prepare<[string, string], number>(
      `SELECT MAX(
         COALESCE((SELECT MAX(position) FROM log WHERE caller = ?), 0),
         COALESCE((SELECT position FROM trimmed_logs WHERE caller = ?), 0))`,
    )
    .pluck();
  const selectEntries = database.prepare<[string, number, number], EntryRow>(
    `SELECT log.position, log.job_id, events.event FROM log
     LEFT JOIN events ON events.job_id = log.job_id AND events.sequence = log.sequence
     WHERE log.caller = ? AND log.position > ? ORDER BY log.position LIMIT ?`,
  );
  const markTrimmed = database.prepare(
    `INSERT INTO trimmed_logs
       SELECT caller, MAX(position) FROM log INDEXED BY log_by_delete_time
       WHERE delete_time_ms < ? GROUP BY caller
     ON CONFLICT DO UPDATE SET position = excluded.position`,
  );
  const deleteOld = database.prepare('DELETE FROM log WHERE delete_time_ms < ?');

  const lastPosition = (caller: string): number => selectLast.get(caller, caller) ?? 0;
  /** The position last given, of callers with something new: asking the database each time costs a tenth of a submit. */
  const given = new Map<string, number>();
  /** A new position. One that a failed write was given is never used: positions only grow. */
  const nextPosition = (caller: string): number => {
    const position = (given.get(caller) ?? lastPosition(caller)) + 1;
    if (given.size >= MAX_KNOWN_CALLERS) given.clear();
    given.set(caller, position);
    return position;
  };
  const trim = database.transaction((beforeMs: number): void => {
    markTrimmed.run(beforeMs);
    deleteOld.run(beforeMs);
  });

  return {
    writer: {
      record(caller, events, announce) {
        for (const event of events) {
          const position = nextPosition(caller);
          const { jobId, sequence } = event;
          insertEvent.run(jobId, sequence, JobEvent.encode(event).finish(), position);
          insertEntry.run(caller, position, jobId, sequence, null);
          announce({ position, caller, jobId, event });
        }
      },
      recordDeletion(caller, jobId, announce) {
        const position = nextPosition(caller);
        insertEntry.run(caller, position, jobId, null, now().getTime());
        announce({ position, caller, jobId });
      },
      forgetEvents(caller, jobId) {
        deleteEntries.run(caller, jobId);
      },
    },
    lastPosition: async (caller) => lastPosition(caller),
    async readLog(caller, afterPosition, limit) {
      const trimmed = selectTrimmed.get(caller) ?? 0;
      if (afterPosition < trimmed || afterPosition > lastPosition(caller)) return undefined;
      return selectEntries.all(caller, afterPosition, limit).map(({ position, job_id, event }) => ({
        position,
        caller,
        jobId: job_id,
        ...(event && { event: JobEvent.decode(event) }),
      }));
    },
    async trimLog(before) {
      await commits.write(() => trim(before.getTime()));
    },
  };
}
