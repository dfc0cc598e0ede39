import type { NanococoaError } from '@nanococoa/client';
import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { useClient, useJobStore } from '../app/mesh.tsx';
import { go } from '../app/route.ts';
import { FAMILY_LABEL, familyOf } from './labels.ts';
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
    send({ paths, spec }) {
      // Of a job that did not get to its end, what was made is found in the step cache.
      const fromStep = job.state === JobState.SUCCEEDED ? 0 : 1;
      const rerun = { jobId: job.id, paths, fromStep };
      const labels = { [FAMILY_LABEL]: familyOf(job) };
      run((signal) => submitJobs(client, [{ spec, rerun, labels }], sessionStorage, signal));
    },
  };
}
