import type { NanococoaError } from '@nanococoa/client';
import { toNanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useMemo, useState } from 'react';
import { useJobStore } from '../app/mesh.tsx';
import { useJobs } from '../jobs/use-jobs.ts';
import { type AdQuery, isForAll, matches } from './matches.ts';
import { useSearch } from './use-search.ts';

/** The ads that a query asks for. */
export interface Ads {
  /** Newest first, live; undefined: nothing has been read yet. */
  jobs: readonly Job[] | undefined;
  hasMore: boolean;
  /** More are being read. */
  isLoading: boolean;
  error: NanococoaError | undefined;
  /** Reads more, or again what could not be read. */
  more(): void;
}

/** The caller's ads: the list that the page keeps, or what the server finds in all of them. */
export function useAds(query: AdQuery): Ads {
  const store = useJobStore();
  const { jobs: listed, hasMore } = useJobs();
  const [isLoading, setIsLoading] = useState(false);
  const [error, setError] = useState<NanococoaError>();
  const all = isForAll(query);
  const search = useSearch(all ? undefined : query);
  const { words, state } = query;
  const found = useMemo(
    () => merged(search.jobs, listed ?? []).filter((job) => matches(job, { words, state })),
    [search.jobs, listed, words, state],
  );
  if (!all) {
    const { isSearching, ...rest } = search;
    return { ...rest, jobs: found, isLoading: isSearching };
  }
  const more = (): void => {
    setIsLoading(true);
    setError(undefined);
    store
      .more()
      .catch((problem: unknown) => setError(toNanococoaError(problem)))
      .finally(() => setIsLoading(false));
  };
  return { jobs: listed, hasMore, isLoading, error, more };
}

/** Ids sort by the time of creation. */
function merged(some: readonly Job[], others: readonly Job[]): Job[] {
  const byId = new Map([...some, ...others].map((job) => [job.id, job]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}
