import type { JobStorage, Lease } from '../job-storage.ts';

type Leases = Pick<JobStorage, 'claimJob' | 'renewLeases' | 'releaseJob'>;

/**
 * Who works on which job. Only the process that has locked the directory can hold a lease on one of its jobs, and a
 * lease ends with that process: so leases are in memory, and claiming a job waits for no disk.
 */
export function createLeases({ hasJob }: { hasJob(jobId: string): boolean }): Leases & {
  forget(jobId: string): void;
} {
  const leases = new Map<string, Lease>();
  return {
    async claimJob({ jobId, owner, expireTime, now }) {
      const current = leases.get(jobId);
      if (current && current.owner !== owner && current.expireTime > now) return false;
      if (!hasJob(jobId)) return false;
      leases.set(jobId, { jobId, owner, expireTime });
      return true;
    },
    renewLeases: async (owner, jobIds, expireTime) =>
      jobIds.filter((jobId) => {
        if (leases.get(jobId)?.owner !== owner) return true;
        leases.set(jobId, { jobId, owner, expireTime });
        return false;
      }),
    async releaseJob(jobId, owner) {
      if (leases.get(jobId)?.owner === owner) leases.delete(jobId);
    },
    forget(jobId) {
      leases.delete(jobId);
    },
  };
}
