import type { NanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useClient, useJobStore } from '../app/mesh.tsx';
import { go } from '../app/route.ts';
import { rerunOf } from './rerun-of.ts';
import { type SpecPatch, submitJobs } from './submit-job.ts';
import { useRequest } from './use-request.ts';

/** The way to a new version of an ad. */
export interface Rerun {
  isSending: boolean;
  /** Why the last request was refused. */
  error: NanococoaError | undefined;
  /** Makes the version and opens it. */
  send(patch: SpecPatch): void;
  forgetError(): void;
}

/** Makes new versions of an ad: with some fields changed, from the first step that they belong to. */
export function useRerun(job: Job): Rerun {
  const client = useClient();
  const jobs = useJobStore();
  const { isSending, error, run, forgetError } = useRequest(([made]) => {
    jobs.take(made);
    go({ kind: 'job', jobId: made.id });
  });
  return {
    isSending,
    error,
    forgetError,
    send: (patch) => run((signal) => submitJobs(client, [rerunOf(job, patch)], sessionStorage, signal)),
  };
}
