import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { FAMILY_LABEL } from '../job/labels.ts';

/** An ad with the versions of it that are known. */
export interface Family {
  /** The id of the first version, be it known or not. */
  id: string;
  /** Newest first; at least one. */
  versions: readonly [Job, ...Job[]];
}

/** Puts the versions of an ad together, where its newest one stands. `jobs`: newest first. */
export function groupFamilies(jobs: readonly Job[]): Family[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const families = new Map<string, [Job, ...Job[]]>();
  for (const job of jobs) {
    const id = firstOf(job, byId);
    const versions = families.get(id);
    if (versions === undefined) families.set(id, [job]);
    else versions.push(job);
  }
  return [...families].map(([id, versions]) => ({ id, versions }));
}

/** Each version as an ad of its own. */
export function ungrouped(jobs: readonly Job[]): Family[] {
  return jobs.map((job) => ({ id: job.id, versions: [job] }));
}

/** By its label, else by its ancestors as far as they are known. */
function firstOf(job: Job, byId: ReadonlyMap<string, Job>): string {
  let at = job;
  for (;;) {
    const labelled = at.labels[FAMILY_LABEL];
    if (labelled) return labelled;
    if (at.parentId === '') return at.id;
    const parent = byId.get(at.parentId);
    // A parent is older: no circle can come of it, whatever the server says.
    if (parent === undefined || parent.id >= at.id) return at.parentId;
    at = parent;
  }
}
