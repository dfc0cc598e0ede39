import type { JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { Statement } from 'better-sqlite3';
import type { JobPageQuery } from '../job-storage.ts';

/** Statements that give a caller's jobs before an id, newest first. */
export interface PageStatements<Row> {
  /** Parameters: caller, id, limit. */
  ofAll: Statement<[string, string, number], Row>;
  /** Parameters: caller, state, id, limit. */
  ofState: Statement<[string, JobState, string, number], Row>;
}

/** The rows of a page. */
export function newestRows<Row extends { id: string }>(
  { ofAll, ofState }: PageStatements<Row>,
  { caller, states, beforeId = '~', limit }: JobPageQuery,
): Row[] {
  if (states.length === 0) return ofAll.all(caller, beforeId, limit);
  // Each state's page comes sorted from its index; merging k short pages beats sorting all rows in SQL.
  return [...new Set(states)]
    .flatMap((state) => ofState.all(caller, state, beforeId, limit))
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}
