import type { LeasesDependencies } from './leases.ts';

/** For tests: the leases that a storage keeps, shared by all that claim there. */
export function createTestLeases() {
  const owners = new Map<string, { owner: string; expireMs: number }>();
  let failure: Error | undefined;
  const calls: string[] = [];
  const answer = <T>(call: string, work: () => T): Promise<T> => {
    calls.push(call);
    return failure ? Promise.reject(failure) : Promise.resolve(work());
  };
  const storage: LeasesDependencies['storage'] = {
    claimJob: ({ jobId, owner, expireTime, now }) =>
      answer(`claim ${jobId}`, () => {
        const other = owners.get(jobId);
        if (other && other.owner !== owner && other.expireMs > now.getTime()) return false;
        owners.set(jobId, { owner, expireMs: expireTime.getTime() });
        return true;
      }),
    renewLeases: (owner, jobIds, expireTime) =>
      answer(`renew ${jobIds.join(' ')}`, () => {
        const lost = jobIds.filter((jobId) => owners.get(jobId)?.owner !== owner);
        for (const jobId of jobIds) {
          if (!lost.includes(jobId)) owners.set(jobId, { owner, expireMs: expireTime.getTime() });
        }
        return lost;
      }),
    releaseJob: (jobId, owner) =>
      answer(`release ${jobId}`, () => {
        if (owners.get(jobId)?.owner === owner) owners.delete(jobId);
      }),
  };
  return {
    storage,
    owners,
    calls,
    /** Makes every call fail; undefined: work again. */
    fail(error: Error | undefined): void {
      failure = error;
    },
  };
}
