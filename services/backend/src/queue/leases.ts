import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { LOG } from '@nanococoa/common/log/log-keys.ts';
import type { Clock } from '../clock/clock.ts';
import type { JobStorage } from '../storage/job-storage.ts';

/** Why a run is aborted whose job is another Backend's, or may be: it logs nothing more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** How long a job is one Backend's without another word: a restart of the others' storage takes less. */
export const LEASE_MS = 15_000;
/** Two renewals may fail before a lease is over. */
const RENEW_INTERVAL_MS = 5000;

export interface LeasesDependencies {
  storage: Pick<JobStorage, 'claimJob' | 'renewLeases' | 'releaseJob'>;
  /** Id of this Backend process. */
  owner: string;
  clock: Clock;
  log: Logger;
  /** Called when a job is another's, or may be. */
  onLost(jobId: string): void;
}

/** The jobs that are this Backend's. All are renewed by one call, and only while there are some. */
export interface Leases {
  /** False: another has it. @throws AppError STORAGE_FULL, STORAGE_UNAVAILABLE */
  claim(jobId: string): Promise<boolean>;
  /** Gives a job back, in the background. */
  release(jobId: string): void;
  /** Resolves when all that was given back is. */
  settled(): Promise<void>;
}

/** Makes an empty set of leases. */
export function createLeases(deps: LeasesDependencies): Leases {
  const { storage, owner, clock, log, onLost } = deps;
  /** When each lease is over, as far as the storage has confirmed. */
  const held = new Map<string, number>();
  const releases = new Set<Promise<void>>();
  let isTicking = false;
  let isRenewing = false;

  const nowMs = (): number => clock.now().getTime();
  const lose = (jobId: string): void => {
    if (held.delete(jobId)) onLost(jobId);
  };
  const loseExpired = (): void => {
    for (const [jobId, expireMs] of held) if (expireMs <= nowMs()) lose(jobId);
  };

  async function renew(): Promise<void> {
    const jobIds = [...held.keys()];
    const expireTime = new Date(nowMs() + LEASE_MS);
    try {
      const lost = await storage.renewLeases(owner, jobIds, expireTime);
      for (const jobId of lost) lose(jobId);
      for (const jobId of jobIds) if (held.has(jobId)) held.set(jobId, expireTime.getTime());
    } catch (err) {
      log.error({ err }, 'leases not renewed');
      loseExpired();
    }
  }

  function tick(): void {
    if (isTicking) return;
    isTicking = true;
    clock.after(RENEW_INTERVAL_MS, () => {
      isTicking = false;
      if (held.size === 0) return;
      tick();
      // A storage that does not answer must not keep a job that may be another's by now.
      if (isRenewing) return loseExpired();
      isRenewing = true;
      void renew().finally(() => {
        isRenewing = false;
      });
    });
  }

  return {
    async claim(jobId) {
      const now = clock.now();
      const expireTime = new Date(now.getTime() + LEASE_MS);
      if (!(await storage.claimJob({ jobId, owner, expireTime, now }))) return false;
      held.set(jobId, expireTime.getTime());
      tick();
      return true;
    },
    release(jobId) {
      held.delete(jobId);
      const release = storage
        .releaseJob(jobId, owner)
        // It is over by itself before long.
        .catch((err: unknown) => log.warn({ err, [LOG.jobId]: jobId }, 'lease not given back'))
        .finally(() => releases.delete(release));
      releases.add(release);
    },
    async settled() {
      await Promise.all(releases);
    },
  };
}
