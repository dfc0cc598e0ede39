import { Job, JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import type { JobStorage, LogEntry, StoredJob } from '../job-storage.ts';
import { jobText } from '../job-text.ts';
import type { GroupCommit } from './group-commit.ts';
import type { ImageUses } from './image-table.ts';
import type { LogWriter } from './log-table.ts';

type JobTable = Pick<
  JobStorage,
  'submitJob' | 'findJobByRequest' | 'readJob' | 'appendEvents' | 'readEvents' | 'deleteJob'
> & { hasJob(jobId: string): boolean };

type Announce = (entry: LogEntry) => void;

interface JobRow {
  job: Buffer;
  spec_sha256: string;
}

/** Jobs and their events: what changes them, and what reads one of them. */
export function createJobTable(options: {
  database: Database;
  commits: GroupCommit;
  log: LogWriter;
  images: ImageUses;
  onDelete(jobId: string): void;
}): JobTable {
  const { database, commits, log, images } = options;
  const insertJob = database.prepare(
    `INSERT INTO jobs (id, caller, request_id, spec_sha256, state, last_sequence, job, priority, expire_time_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const insertText = database.prepare('INSERT INTO job_texts VALUES (?, ?)');
  const updateJob = database.prepare(
    `UPDATE jobs SET state = ?, last_sequence = ?, job = ?, priority = ?, expire_time_ms = ?
     WHERE id = ? AND last_sequence = ?`,
  );
  const selectFinished = database
    .prepare<[string], string>('SELECT caller FROM jobs WHERE id = ? AND state IN (3, 4, 5)')
    .pluck();
  const deleteJob = database.prepare('DELETE FROM jobs WHERE id = ?');
  const selectJob = database.prepare<[string], JobRow>('SELECT job, spec_sha256 FROM jobs WHERE id = ?');
  const selectByRequest = database.prepare<[string, string], JobRow>(
    'SELECT job, spec_sha256 FROM jobs WHERE caller = ? AND request_id = ?',
  );
  const selectEvents = database.prepare<[string, number, number], { event: Buffer }>(
    'SELECT event FROM events WHERE job_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const hasJob = database.prepare('SELECT 1 FROM jobs WHERE id = ?').pluck();

  const submit = database.transaction(
    (stored: StoredJob, events: JobEvent[], announce: Announce): boolean => {
      const { id, caller, requestId, state, lastSequence, priority, expireTime } = stored.job;
      const blob = Job.encode(stored.job).finish();
      const key = [id, caller, requestId, stored.specSha256];
      const { changes } = insertJob.run(...key, state, lastSequence, blob, priority, toMs(expireTime));
      if (changes === 0) return false;
      insertText.run(id, jobText(stored.job));
      images.use(stored.job);
      log.record(caller, events, announce);
      return true;
    },
  );
  const append = database.transaction(
    (afterSequence: number, events: JobEvent[], job: Job, announce: Announce): boolean => {
      const blob = Job.encode(job).finish();
      const values = [job.state, job.lastSequence, blob, job.priority, toMs(job.expireTime)];
      const { changes } = updateJob.run(...values, job.id, afterSequence);
      if (changes === 0) return false;
      images.use(job);
      log.record(job.caller, events, announce);
      return true;
    },
  );
  const remove = database.transaction((jobId: string, announce: Announce): boolean => {
    const caller = selectFinished.get(jobId);
    if (caller === undefined) return false;
    log.forgetEvents(caller, jobId);
    images.release(jobId);
    deleteJob.run(jobId);
    log.recordDeletion(caller, jobId, announce);
    return true;
  });
  const findByRequest = (caller: string, requestId: string): StoredJob | undefined => {
    const row = selectByRequest.get(caller, requestId);
    return row && { job: Job.decode(row.job), specSha256: row.spec_sha256 };
  };

  return {
    hasJob: (jobId) => hasJob.get(jobId) !== undefined,
    async submitJob({ job, specSha256, events }) {
      const created = await commits.write((announce) => submit({ job, specSha256 }, events, announce));
      const stored = created ? { job, specSha256 } : findByRequest(job.caller, job.requestId);
      if (!stored) throw new Error(`job ${job.id} was neither stored nor found`);
      return { created, stored };
    },
    findJobByRequest: async (caller, requestId) => findByRequest(caller, requestId),
    async readJob(jobId) {
      const row = selectJob.get(jobId);
      return row && Job.decode(row.job);
    },
    appendEvents: ({ afterSequence, events, job }) =>
      commits.write((announce) => append(afterSequence, events, job, announce)),
    readEvents: async (jobId, afterSequence, limit) =>
      selectEvents.all(jobId, afterSequence, limit).map((row) => JobEvent.decode(row.event)),
    async deleteJob(jobId) {
      const deleted = await commits.write((announce) => remove(jobId, announce));
      if (deleted) options.onDelete(jobId);
      return deleted;
    },
  };
}

function toMs(time: Date | undefined): number | null {
  return time?.getTime() ?? null;
}
