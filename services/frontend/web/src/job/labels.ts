import type { Job } from '@nanococoa/proto/common/v1/job.ts';

/** Names the first of all the versions of an ad; ListJobs finds them by it. */
export const FAMILY_LABEL = 'nanococoa.family';

/** Names a set of ads that were asked for together. */
export const VARIANTS_LABEL = 'nanococoa.variants';

/** The id of the first version of an ad, as far as the job itself knows. */
export function familyOf(job: Job): string {
  return job.labels[FAMILY_LABEL] || job.parentId || job.id;
}
