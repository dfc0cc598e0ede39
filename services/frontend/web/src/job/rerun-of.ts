import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { FAMILY_LABEL, familyOf } from './labels.ts';
import type { SpecPatch, Submission } from './submit-job.ts';

/** What to send for a new version of an ad. */
export function rerunOf(
  job: Job,
  { paths, spec }: SpecPatch,
  labels: Record<string, string> = {},
): Submission {
  // Of a job that did not get to its end, what was made is found in the step cache.
  const fromStep = job.state === JobState.SUCCEEDED ? 0 : 1;
  const rerun = { jobId: job.id, paths, fromStep };
  return { spec, rerun, labels: { ...labels, [FAMILY_LABEL]: familyOf(job) } };
}
