import { setImmediate as nextTurn } from 'node:timers/promises';
import { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import type { JobStorage } from '../job-storage.ts';
import { hasWords } from '../job-text.ts';
import { newestRows, type PageStatements } from './newest-rows.ts';

/** Jobs looked at before other work has its turn: some 2 ms. */
const BATCH_JOBS = 500;

interface TextRow {
  id: string;
  text: string;
}

/** Searches jobs by what job_texts holds of them, from the newest on, in batches. */
export function createJobSearch(database: Database): Pick<JobStorage, 'searchJobs'> {
  const selectTexts: PageStatements<TextRow> = {
    ofAll: database.prepare(
      `SELECT id, text FROM jobs JOIN job_texts ON job_id = id
       WHERE caller = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    ),
    ofState: database.prepare(
      `SELECT id, text FROM jobs JOIN job_texts ON job_id = id
       WHERE caller = ? AND state = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    ),
  };
  const selectJob = database.prepare<[string], { job: Buffer }>('SELECT job FROM jobs WHERE id = ?');

  return {
    async searchJobs({ caller, states, words, beforeId, limit, maxLookedAt }) {
      const jobs: Job[] = [];
      let before = beforeId;
      for (let left = maxLookedAt; left > 0; ) {
        const size = Math.min(BATCH_JOBS, left);
        const rows = newestRows(selectTexts, { caller, states, beforeId: before, limit: size });
        for (const row of rows) {
          before = row.id;
          if (!hasWords(words, row)) continue;
          // Read in the same turn as its row: nobody deletes it in between.
          const found = selectJob.get(row.id);
          if (found) jobs.push(Job.decode(found.job));
          if (jobs.length === limit) return { jobs, continueBeforeId: before };
        }
        if (rows.length < size) return { jobs };
        left -= rows.length;
        await nextTurn();
      }
      return { jobs, continueBeforeId: before };
    },
  };
}
