import { type JobCounts, JobCounts as JobCountsMessage } from '@nanococoa/proto/common/v1/catalog.ts';
import { Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import type { JobStorage } from '../job-storage.ts';
import { newestRows, type PageStatements } from './newest-rows.ts';

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
  const selectPage: PageStatements<{ id: string; job: Buffer }> = {
    ofAll: database.prepare('SELECT id, job FROM jobs WHERE caller = ? AND id < ? ORDER BY id DESC LIMIT ?'),
    ofState: database.prepare(
      'SELECT id, job FROM jobs WHERE caller = ? AND state = ? AND id < ? ORDER BY id DESC LIMIT ?',
    ),
  };
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
    listJobs: async (query) => newestRows(selectPage, query).map((row) => Job.decode(row.job)),
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
