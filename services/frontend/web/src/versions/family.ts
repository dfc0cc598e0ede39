import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { FAMILY_LABEL, familyOf } from '../job/labels.ts';

/** Jobs by their ids, as the page knows them. */
export type KnownJobs = ReadonlyMap<string, { job: Job }>;

/**
 * The ids from a job up to the first of its versions. The last one is the first version, or the job where the trail
 * ends: it has not been read yet, or it is gone.
 */
export function chainOf(jobId: string, known: KnownJobs): string[] {
  const chain: string[] = [];
  for (let id: string | undefined = jobId; id !== undefined && !chain.includes(id); ) {
    chain.push(id);
    const job: Job | undefined = known.get(id)?.job;
    id = job && familyOf(job);
  }
  return chain;
}

/** All known versions of the ad that a chain belongs to, oldest first: by label, and by parent where there is none. */
export function membersOf(chain: readonly string[], known: KnownJobs): Job[] {
  const ids = new Set(chain);
  // Ids sort by the time of creation, so that a parent comes before its children.
  const jobs = [...known.values()].map(({ job }) => job).sort((a, b) => (a.id < b.id ? -1 : 1));
  return jobs.filter((job) => {
    const isMember = ids.has(job.id) || ids.has(job.labels[FAMILY_LABEL]) || ids.has(job.parentId);
    if (isMember) ids.add(job.id);
    return isMember;
  });
}
