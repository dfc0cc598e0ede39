import { type JobCounts, JobCounts as JobCountsMessage } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { Job, JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import type { Storage, StoredJob } from '../storage.ts';
import type { GroupCommit } from './group-commit.ts';

type JobTable = Pick<
  Storage,
  | 'submitJob'
  | 'findJobByRequest'
  | 'readJob'
  | 'appendEvents'
  | 'readEvents'
  | 'listJobs'
  | 'countJobs'
  | 'listUnfinishedJobs'
>;

/** What the job table needs of the image table, inside one transaction. */
export interface ImageRecorder {
  record(image: Image, caller: string): void;
}

interface JobRow {
  job: Buffer;
  spec_sha256: string;
}

/** Jobs and their events. */
export function createJobTable(database: Database, commits: GroupCommit, images: ImageRecorder): JobTable {
  const insertJob = database.prepare(
    `INSERT INTO jobs (id, caller, request_id, spec_sha256, state, last_sequence, job)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (caller, request_id) DO NOTHING`,
  );
  const updateJob = database.prepare(
    'UPDATE jobs SET state = ?, last_sequence = ?, job = ? WHERE id = ? AND last_sequence = ?',
  );
  const insertEvent = database.prepare('INSERT INTO events (job_id, sequence, event) VALUES (?, ?, ?)');
  const selectJob = database.prepare<[string], JobRow>('SELECT job, spec_sha256 FROM jobs WHERE id = ?');
  const selectByRequest = database.prepare<[string, string], JobRow>(
    'SELECT job, spec_sha256 FROM jobs WHERE caller = ? AND request_id = ?',
  );
  const selectEvents = database.prepare<[string, number, number], { event: Buffer }>(
    'SELECT event FROM events WHERE job_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const selectPage = database.prepare<[string, string, number], { job: Buffer }>(
    'SELECT job FROM jobs WHERE caller = ? AND id < ? ORDER BY id DESC LIMIT ?',
  );
  const selectPageOfState = database.prepare<[string, number, string, number], { job: Buffer }>(
    'SELECT job FROM jobs WHERE caller = ? AND state = ? AND id < ? ORDER BY id DESC LIMIT ?',
  );
  const selectCounts = database.prepare<[string], { state: number; count: number }>(
    'SELECT state, count FROM job_counts WHERE caller = ?',
  );
  const selectAllCounts = database.prepare<[], { state: number; count: number }>(
    'SELECT state, SUM(count) AS count FROM job_counts GROUP BY state',
  );
  const selectUnfinished = database.prepare<[], { id: string; caller: string; state: JobState }>(
    'SELECT id, caller, state FROM jobs WHERE state IN (1, 2) ORDER BY id',
  );

  const insertEvents = (events: JobEvent[]): void => {
    for (const event of events) {
      insertEvent.run(event.jobId, event.sequence, JobEvent.encode(event).finish());
    }
  };
  const submit = database.transaction((stored: StoredJob, events: JobEvent[]): boolean => {
    const { id, caller, requestId, state, lastSequence } = stored.job;
    const blob = Job.encode(stored.job).finish();
    const { changes } = insertJob.run(id, caller, requestId, stored.specSha256, state, lastSequence, blob);
    if (changes === 0) return false;
    insertEvents(events);
    return true;
  });
  const append = database.transaction((change: Parameters<Storage['appendEvents']>[0]): boolean => {
    const { job, events, afterSequence } = change;
    const blob = Job.encode(job).finish();
    const { changes } = updateJob.run(job.state, job.lastSequence, blob, job.id, afterSequence);
    if (changes === 0) return false;
    insertEvents(events);
    for (const image of change.images) images.record(image, job.caller);
    return true;
  });
  const findByRequest = (caller: string, requestId: string): StoredJob | undefined => {
    const row = selectByRequest.get(caller, requestId);
    return row && { job: Job.decode(row.job), specSha256: row.spec_sha256 };
  };

  return {
    async submitJob({ job, specSha256, events }) {
      const created = await commits.write(() => submit({ job, specSha256 }, events));
      const stored = created ? { job, specSha256 } : findByRequest(job.caller, job.requestId);
      if (!stored) throw new Error(`job ${job.id} was neither stored nor found`);
      return { created, stored };
    },
    findJobByRequest: async (caller, requestId) => findByRequest(caller, requestId),
    async readJob(jobId) {
      const row = selectJob.get(jobId);
      return row && Job.decode(row.job);
    },
    appendEvents: (change) => commits.write(() => append(change)),
    readEvents: async (jobId, afterSequence, limit) =>
      selectEvents.all(jobId, afterSequence, limit).map((row) => JobEvent.decode(row.event)),
    async listJobs({ caller, states, beforeId = '~', limit }) {
      const rows =
        states.length === 0
          ? selectPage.all(caller, beforeId, limit)
          : [...new Set(states)].flatMap((state) => selectPageOfState.all(caller, state, beforeId, limit));
      const jobs = rows.map((row) => Job.decode(row.job));
      // Each state's page comes sorted from its index; merging k short pages beats sorting all rows in SQL.
      return jobs.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
    },
    countJobs: async (caller) =>
      toCounts(caller === undefined ? selectAllCounts.all() : selectCounts.all(caller)),
    listUnfinishedJobs: async () =>
      selectUnfinished.all().map(({ id, caller, state }) => ({ jobId: id, caller, state })),
  };
}

function toCounts(rows: { state: number; count: number }[]): JobCounts {
  const count = (state: JobState): number => rows.find((row) => row.state === state)?.count ?? 0;
  return JobCountsMessage.create({
    queued: count(JobState.QUEUED),
    running: count(JobState.RUNNING),
    succeeded: count(JobState.SUCCEEDED),
    failed: count(JobState.FAILED),
    cancelled: count(JobState.CANCELLED),
  });
}
