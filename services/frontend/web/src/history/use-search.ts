import { type NanococoaError, toNanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, useJobStore } from '../app/mesh.tsx';
import { useRunning } from '../app/use-running.ts';
import type { JobsState } from '../jobs/job-store.ts';
import { useSelectedJobs } from '../jobs/use-selected-jobs.ts';
import type { AdQuery } from './matches.ts';
import { searchAds } from './search-ads.ts';

/** What a search has found so far. */
export interface Search {
  /** Newest first, live. */
  jobs: readonly Job[];
  isSearching: boolean;
  hasMore: boolean;
  error: NanococoaError | undefined;
  /** Looks for more, or again where the last look failed. */
  more(): void;
}

const NONE: readonly string[] = [];

/** Looks for ads on the server; undefined: nothing is looked for. Another query ends the search before it. */
export function useSearch(query: AdQuery | undefined): Search {
  const client = useClient();
  const store = useJobStore();
  const [ids, setIds] = useState(NONE);
  const [isSearching, setIsSearching] = useState(false);
  const [error, setError] = useState<NanococoaError>();
  const [token, setToken] = useState('');
  const running = useRunning();
  const held = useRef<Array<() => void>>([]);
  const words = query?.words;
  const state = query?.state;

  const look = useCallback(
    (from: string) => {
      if (words === undefined || state === undefined) return;
      const signal = running.begin();
      setIsSearching(true);
      setError(undefined);
      searchAds(client, { words, state }, from, signal, ({ jobs, nextPageToken }) => {
        if (signal.aborted) return;
        for (const job of jobs) {
          store.take(job);
          // Kept true for as long as it is shown, though it is on no page of the list.
          held.current.push(store.want(job.id));
        }
        setIds((known) => [...known, ...jobs.map(({ id }) => id).filter((id) => !known.includes(id))]);
        setToken(nextPageToken);
      })
        .catch((problem: unknown) => !signal.aborted && setError(toNanococoaError(problem)))
        .finally(() => !signal.aborted && setIsSearching(false));
    },
    [client, store, running, words, state],
  );

  useEffect(() => {
    setIds(NONE);
    setToken('');
    setError(undefined);
    setIsSearching(false);
    look('');
    return () => {
      running.stop();
      for (const release of held.current.splice(0)) release();
    };
  }, [look, running]);

  const select = useCallback(({ views }: JobsState) => ids.flatMap((id) => views.get(id)?.job ?? []), [ids]);
  const jobs = useSelectedJobs(select);
  return { jobs, isSearching, hasMore: token !== '', error, more: () => look(token) };
}
