import type { JobCounts } from '@nanococoa/proto/common/v1/catalog.ts';
import { useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useJobs } from '../jobs/use-jobs.ts';
import type { StateFilter } from './matches.ts';

/** Several jobs that change at once are one question. */
const PAUSE_MS = 400;

/** How many ads the caller has in each state, as the server counts them; undefined: not known yet. */
export function useCounts(): Readonly<Record<StateFilter, number>> | undefined {
  const client = useClient();
  const { jobs } = useJobs();
  const [counts, setCounts] = useState<JobCounts>();
  const states = jobs?.map(({ id, state }) => `${id}${state}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when a job has come, gone or changed its state
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client
        .listJobs({ pageSize: 1, signal: abort.signal })
        .next()
        .then(({ value }) => value?.counts && setCounts(value.counts))
        // They are a help: without them, the names of the states stand alone.
        .catch(() => {});
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, states]);
  if (counts === undefined) return undefined;
  const { queued, running, succeeded, failed, cancelled } = counts;
  const all = queued + running + succeeded + failed + cancelled;
  return { all, running: queued + running, succeeded, failed, cancelled };
}
