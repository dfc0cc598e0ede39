import type { NanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useEffect } from 'react';
import { useClient } from '../app/mesh.tsx';
import { hasPendingRequests, resumePendingRequests, submitJobs } from '../job/submit-job.ts';
import { useRequest } from '../job/use-request.ts';
import { type FormValues, specOf } from './form-values.ts';

/** The way from the form to a job. */
export interface Submit {
  isSending: boolean;
  /** Why the last request was refused. */
  error: NanococoaError | undefined;
  send(values: FormValues): void;
  forgetError(): void;
}

/** Sends the form's spec as a job, once; a request that a reload cut off is finished first. */
export function useSubmit(onCreated: (jobs: Job[]) => void): Submit {
  const client = useClient();
  const { isSending, error, run, forgetError } = useRequest(onCreated);
  useEffect(() => {
    if (hasPendingRequests(sessionStorage)) {
      run((signal) => resumePendingRequests(client, sessionStorage, signal));
    }
  }, [client, run]);
  return {
    isSending,
    error,
    send: (values) =>
      run((signal) => submitJobs(client, [{ spec: specOf(values), labels: {} }], sessionStorage, signal)),
    forgetError,
  };
}
