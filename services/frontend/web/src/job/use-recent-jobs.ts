import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';

const PAGE_SIZE = 12;

/** The caller's newest jobs, read again whenever `changes` does. undefined: not read yet. */
export function useRecentJobs(changes: string): Job[] | undefined {
  const client = useClient();
  const [jobs, setJobs] = useState<Job[]>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` says when to read again
  useEffect(() => {
    const { signal, abort } = abortable();
    client
      .listJobs({ pageSize: PAGE_SIZE, signal })
      .next()
      .then(({ value }) => value && setJobs(value.jobs))
      // The list is a convenience: the connection banner says what is wrong.
      .catch(() => {});
    return abort;
  }, [client, changes]);
  return jobs;
}

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
