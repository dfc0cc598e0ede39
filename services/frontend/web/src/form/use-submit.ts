import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiError, toApiError } from '../api/errors.ts';
import { useClient } from '../app/mesh.tsx';
import { hasPendingRequest, resumePendingRequest, submitJob } from '../job/submit-job.ts';
import { type FormValues, specOf } from './form-values.ts';

/** The way from the form to a job. */
export interface Submit {
  isSending: boolean;
  /** Why the last request was refused. */
  error: ApiError | undefined;
  send(values: FormValues): void;
  forgetError(): void;
}

/** Sends the form's spec as a job, once; a request that a reload cut off is finished first. */
export function useSubmit(onCreated: (job: Job) => void): Submit {
  const client = useClient();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<ApiError>();
  const running = useRef<AbortController>(undefined);
  const created = useRef(onCreated);
  created.current = onCreated;

  const run = useCallback((request: (signal: AbortSignal) => Promise<Job>) => {
    const abort = new AbortController();
    running.current = abort;
    setIsSending(true);
    setError(undefined);
    request(abort.signal)
      .then((job) => created.current(job))
      .catch((refusal: unknown) => !abort.signal.aborted && setError(toApiError(refusal)))
      .finally(() => !abort.signal.aborted && setIsSending(false));
  }, []);

  useEffect(() => {
    if (hasPendingRequest(sessionStorage)) {
      run((signal) => resumePendingRequest(client, sessionStorage, signal));
    }
    return () => running.current?.abort();
  }, [client, run]);

  return {
    isSending,
    error,
    send: (values) => run((signal) => submitJob(client, specOf(values), sessionStorage, signal)),
    forgetError: () => setError(undefined),
  };
}
