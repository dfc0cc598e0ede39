import { JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import type { JobStorage, LogEntry } from '../job-storage.ts';
import type { GroupCommit } from './group-commit.ts';

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

interface CallerRow {
  last_position: number;
  trimmed_position: number;
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
  const advance = database
    .prepare<[string, number], number>(
      `INSERT INTO callers (caller, last_position) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET last_position = last_position + excluded.last_position RETURNING last_position`,
    )
    .pluck();
  const insertEntry = database.prepare(
    'INSERT INTO log (caller, position, job_id, sequence, delete_time_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const deleteEntries = database.prepare(
    'DELETE FROM log WHERE caller = ? AND position IN (SELECT position FROM events WHERE job_id = ?)',
  );
  const selectCaller = database.prepare<[string], CallerRow>(
    'SELECT last_position, trimmed_position FROM callers WHERE caller = ?',
  );
  const selectEntries = database.prepare<[string, number, number], EntryRow>(
    `SELECT log.position, log.job_id, events.event FROM log
     LEFT JOIN events ON events.job_id = log.job_id AND events.sequence = log.sequence
     WHERE log.caller = ? AND log.position > ? ORDER BY log.position LIMIT ?`,
  );
  const markTrimmed = database.prepare(
    `UPDATE callers SET trimmed_position = old.position FROM (
       SELECT caller, MAX(position) AS position FROM log WHERE delete_time_ms < ? GROUP BY caller
     ) AS old WHERE old.caller = callers.caller`,
  );
  const deleteOld = database.prepare('DELETE FROM log WHERE delete_time_ms < ?');

  /** The first of `count` new positions. */
  function takePositions(caller: string, count: number): number {
    const last = advance.get(caller, count);
    if (last === undefined) throw new Error('no position was given');
    return last - count + 1;
  }
  const trim = database.transaction((beforeMs: number): void => {
    markTrimmed.run(beforeMs);
    deleteOld.run(beforeMs);
  });

  return {
    writer: {
      record(caller, events, announce) {
        let position = takePositions(caller, events.length);
        for (const event of events) {
          const { jobId, sequence } = event;
          insertEvent.run(jobId, sequence, JobEvent.encode(event).finish(), position);
          insertEntry.run(caller, position, jobId, sequence, null);
          announce({ position, caller, jobId, event });
          position += 1;
        }
      },
      recordDeletion(caller, jobId, announce) {
        const position = takePositions(caller, 1);
        insertEntry.run(caller, position, jobId, null, now().getTime());
        announce({ position, caller, jobId });
      },
      forgetEvents(caller, jobId) {
        deleteEntries.run(caller, jobId);
      },
    },
    lastPosition: async (caller) => selectCaller.get(caller)?.last_position ?? 0,
    async readLog(caller, afterPosition, limit) {
      const { last_position, trimmed_position } = selectCaller.get(caller) ?? {
        last_position: 0,
        trimmed_position: 0,
      };
      if (afterPosition < trimmed_position || afterPosition > last_position) return undefined;
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
