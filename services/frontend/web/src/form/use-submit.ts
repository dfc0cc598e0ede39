import { type NanococoaError, newRequestId } from '@nanococoa/client';
import { useEffect } from 'react';
import { useClient, useJobStore } from '../app/mesh.tsx';
import { go } from '../app/route.ts';
import { VARIANTS_LABEL } from '../job/labels.ts';
import { hasPendingRequests, resumePendingRequests, submitJobs } from '../job/submit-job.ts';
import { useRequest } from '../job/use-request.ts';
import { rollSeed } from './roll-seed.ts';
import { submissionsOf, type Wish } from './submissions.ts';

/** The way from the form to its jobs. */
export interface Submit {
  isSending: boolean;
  /** Why the last request was refused. */
  error: NanococoaError | undefined;
  send(wish: Wish): void;
  forgetError(): void;
}

/** Sends what the form asks for, once, and opens what is made; requests that a reload cut off are finished first. */
export function useSubmit(onMade: () => void): Submit {
  const client = useClient();
  const jobs = useJobStore();
  const { isSending, error, run, forgetError } = useRequest((made) => {
    onMade();
    for (const job of made) jobs.take(job);
    const last = made.at(-1);
    const setId = last?.labels[VARIANTS_LABEL];
    if (setId) go({ kind: 'variants', setId });
    else if (last !== undefined) go({ kind: 'job', jobId: last.id });
  });
  useEffect(() => {
    if (hasPendingRequests(sessionStorage)) {
      run((signal) => resumePendingRequests(client, sessionStorage, signal));
    }
  }, [client, run]);
  return {
    isSending,
    error,
    send: (wish) =>
      run((signal) =>
        submitJobs(client, submissionsOf(wish, { rollSeed, newId: newRequestId }), sessionStorage, signal),
      ),
    forgetError,
  };
}
