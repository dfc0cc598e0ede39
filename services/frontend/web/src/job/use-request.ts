import { type NanococoaError, toNanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useCallback, useEffect, useRef, useState } from 'react';

/** One request for jobs at a time. */
export interface JobRequest {
  isSending: boolean;
  /** Why the last request was refused. */
  error: NanococoaError | undefined;
  /** Sends a request; it is aborted when the page goes away. Stays the same function. */
  run(request: (signal: AbortSignal) => Promise<Job[]>): void;
  forgetError(): void;
}

/** Sends requests for jobs and keeps what became of the last one. */
export function useRequest(onCreated: (jobs: Job[]) => void): JobRequest {
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<NanococoaError>();
  const running = useRef<AbortController>(undefined);
  const created = useRef(onCreated);
  created.current = onCreated;
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback((request: (signal: AbortSignal) => Promise<Job[]>) => {
    const abort = new AbortController();
    running.current = abort;
    setIsSending(true);
    setError(undefined);
    request(abort.signal)
      .then((jobs) => !abort.signal.aborted && created.current(jobs))
      .catch((refusal: unknown) => !abort.signal.aborted && setError(toNanococoaError(refusal)))
      .finally(() => !abort.signal.aborted && setIsSending(false));
  }, []);
  return { isSending, error, run, forgetError: () => setError(undefined) };
}
