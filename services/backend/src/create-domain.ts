import { randomBytes } from 'node:crypto';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { systemClock } from './clock/clock.ts';
import { createScheduling } from './create-scheduling.ts';
import { createJobCreator } from './jobs/create-job.ts';
import { createIds } from './jobs/job-ids.ts';
import { createJournal } from './jobs/journal.ts';
import { startSweeper } from './retention/sweeper.ts';
import type { StepService } from './runner/step-service.ts';
import { openSqliteStorage } from './storage/sqlite/open-sqlite-storage.ts';
import { createUploadStore } from './uploads/upload-store.ts';
import { createNewsHub } from './watch/news-hub.ts';

const HOUR_MS = 60 * 60 * 1000;
const MEGABYTE = 2 ** 20;

export interface DomainOptions {
  log: Logger;
  dataDirectory: string;
  queueCapacity: number;
  retryBaseMs: number;
  jobRetentionHours: number;
  imageRetentionHours: number;
  /** 0: no limit. */
  storageMaxMb: number;
  stepService: StepService;
}

export type Domain = Awaited<ReturnType<typeof createDomain>>;

/** Everything that the rpcs work with, opened and wired; what was left unfinished waits for the first worker. */
export async function createDomain(options: DomainOptions) {
  const { log, queueCapacity } = options;
  const clock = systemClock;
  const jobRetentionMs = options.jobRetentionHours * HOUR_MS;
  const nextId = createIds({ nowMs: () => clock.now().getTime(), randomBytes });

  const storage = await openSqliteStorage({ directory: options.dataDirectory, clock });
  const uploads = createUploadStore({ storage, clock, nextId });
  const hub = createNewsHub({ clock });
  storage.follow(hub.announce);
  const journal = createJournal({ storage, clock, jobRetentionMs });
  const scheduling = await createScheduling({ ...options, storage, journal, hub, clock });
  const createJob = createJobCreator({ ...scheduling, storage, clock, jobRetentionMs, nextId });
  const sweeper = startSweeper({
    storage,
    uploads,
    clock,
    log,
    imageRetentionMs: options.imageRetentionHours * HOUR_MS,
    maxStoredBytes: options.storageMaxMb > 0 ? options.storageMaxMb * MEGABYTE : Number.POSITIVE_INFINITY,
  });

  return {
    ...scheduling,
    clock,
    storage,
    uploads,
    hub,
    journal,
    createJob,
    queueCapacity,
    /** Ends watchers and stops all work. */
    async stop(): Promise<void> {
      hub.close();
      await Promise.all([scheduling.stop(), sweeper.stop()]);
    },
  };
}
