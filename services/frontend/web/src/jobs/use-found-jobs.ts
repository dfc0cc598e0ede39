import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useEffect, useState } from 'react';
import { useClient, useJobStore } from '../app/mesh.tsx';

/** What to look for among all of the caller's jobs. */
export interface Search {
  /** What ListJobs is asked for; undefined: nothing yet. */
  query: string | undefined;
  /** Whether a job that was found is one of those wanted. */
  isWanted(job: Job): boolean;
  /** Whether, after a page, there can be none among older jobs. */
  isComplete(found: readonly Job[], page: readonly Job[]): boolean;
}

const PAGE_SIZE = 100;

/** Brings the jobs that are found to the page and keeps them live. Gives whether the search is over. */
export function useFoundJobs({ query, isWanted, isComplete }: Search): boolean {
  const client = useClient();
  const store = useJobStore();
  const [searched, setSearched] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a search is made anew for another query only
  useEffect(() => {
    if (query === undefined) return;
    const abort = new AbortController();
    const found: Job[] = [];
    const releases: Array<() => void> = [];
    const search = async () => {
      const options = { query, pageSize: PAGE_SIZE, signal: abort.signal };
      for await (const page of client.listJobs(options)) {
        const jobs = page.jobs.filter(isWanted);
        for (const job of jobs) {
          store.take(job);
          releases.push(store.want(job.id));
        }
        found.push(...jobs);
        if (isComplete(found, jobs)) break;
      }
    };
    search()
      // Refused: there is what the page knows anyway.
      .catch(() => {})
      .finally(() => !abort.signal.aborted && setSearched(query));
    return () => {
      abort.abort();
      for (const release of releases) release();
    };
  }, [client, store, query]);
  return query !== undefined && searched === query;
}
