import { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import { jobText } from '../../job-text.ts';

/** Version 2 to 3: what searches look at, beside the jobs, so that none has to read whole jobs. */
export function migrateToVersion3(database: Database): void {
  database.exec(`
    CREATE TABLE job_texts (
      job_id TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
      text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
  const insert = database.prepare('INSERT INTO job_texts VALUES (?, ?)');
  const select = database.prepare<[string], { job: Buffer }>('SELECT job FROM jobs WHERE id = ?');
  for (const { id } of database.prepare<[], { id: string }>('SELECT id FROM jobs ORDER BY id').all()) {
    const row = select.get(id);
    if (row) insert.run(id, jobText(Job.decode(row.job)));
  }
}
