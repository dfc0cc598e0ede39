import { type JobCounts, JobCounts as JobCountsMessage } from '@nanococoa/proto/common/v1/catalog.ts';
import { Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import type { JobStorage } from '../job-storage.ts';

type JobQueries = Pick<
  JobStorage,
  'listJobs' | 'countJobs' | 'listUnfinishedJobs' | 'listExpiredJobs' | 'listOldestFinishedJobs'
>;

interface UnfinishedRow {
  id: string;
  caller: string;
  state: JobState;
  priority: number;
}

/** What reads many jobs. Each query walks an index and stops at its limit: none looks at all jobs. */
export function createJobQueries(database: Database): JobQueries {
  const selectPage = database.prepare<[string, string, number], { job: Buffer }>(
    'SELECT job FROM jobs WHERE caller = ? AND id < ? ORDER BY id DESC LIMIT ?',
  );
  const selectPageOfState = database.prepare<[string, number, string, number], { job: Buffer }>(
    'SELECT job FROM jobs WHERE caller = ? AND state = ? AND id < ? ORDER BY id DESC LIMIT ?',
  );
  const selectCounts = database.prepare<[string], { state: number; count: number }>(
    'SELECT state, count FROM job_counts WHERE caller = ?',
  );
  const selectUnfinished = database.prepare<[], UnfinishedRow>(
    'SELECT id, caller, state, priority FROM jobs WHERE state IN (1, 2) ORDER BY id',
  );
  const selectExpired = database.prepare<[number, number], { id: string }>(
    `SELECT id FROM jobs WHERE expire_time_ms <= ? AND state IN (3, 4, 5) ORDER BY expire_time_ms LIMIT ?`,
  );
  // The + keeps the planner from collecting and sorting all finished jobs: by id it finds the first ones at once.
  const selectOldestFinished = database.prepare<[number], { id: string }>(
    'SELECT id FROM jobs WHERE +state IN (3, 4, 5) ORDER BY id LIMIT ?',
  );

  return {
    async listJobs({ caller, states, beforeId = '~', limit }) {
      const rows =
        states.length === 0
          ? selectPage.all(caller, beforeId, limit)
          : [...new Set(states)].flatMap((state) => selectPageOfState.all(caller, state, beforeId, limit));
      const jobs = rows.map((row) => Job.decode(row.job));
      // Each state's page comes sorted from its index; merging k short pages beats sorting all rows in SQL.
      return jobs.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
    },
    countJobs: async (caller) => toCounts(selectCounts.all(caller)),
    listUnfinishedJobs: async () =>
      selectUnfinished.all().map(({ id, ...unfinished }) => ({ jobId: id, ...unfinished })),
    listExpiredJobs: async (now, limit) => selectExpired.all(now.getTime(), limit).map(({ id }) => id),
    listOldestFinishedJobs: async (limit) => selectOldestFinished.all(limit).map(({ id }) => id),
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
