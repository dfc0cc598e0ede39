import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import { systemClock } from './clock/clock.ts';
import { openImageFiles } from './images/image-files.ts';
import { createJobCreator } from './jobs/create-job.ts';
import { createIds } from './jobs/job-ids.ts';
import { createJournal } from './jobs/journal.ts';
import { createDispatcher, type RunOutcome } from './queue/dispatcher.ts';
import { createJobDuration } from './queue/job-duration.ts';
import { createJobQueue } from './queue/job-queue.ts';
import { createQueueNews } from './queue/queue-news.ts';
import { recoverJobs } from './queue/recover-jobs.ts';
import { createJobRunner } from './runner/job-runner.ts';
import { createProgressReporter } from './runner/progress-reporter.ts';
import type { StepService } from './runner/step-service.ts';
import { createSqliteStorage } from './storage/sqlite/create-sqlite-storage.ts';
import { openUploadStore } from './uploads/upload-store.ts';
import { createNewsHub } from './watch/news-hub.ts';
import { createWorkerRegistry } from './workers/worker-registry.ts';

/** Uploads live for a day; an hour more or less does not matter. */
const SWEEP_INTERVAL_MS = 60 * 60 * 1000;

export interface DomainOptions {
  log: Logger;
  dataDirectory: string;
  queueCapacity: number;
  retryBaseMs: number;
  stepService: StepService;
}

export type Domain = Awaited<ReturnType<typeof createDomain>>;

/** Everything that the rpcs work with, opened and wired; unfinished jobs are queued, but nothing runs before `start`. */
export async function createDomain(options: DomainOptions) {
  const { log, dataDirectory, queueCapacity, retryBaseMs, stepService } = options;
  const clock = systemClock;
  const nextId = createIds({ nowMs: () => clock.now().getTime(), randomBytes });
  const storage = createSqliteStorage({ directory: dataDirectory });
  const images = await openImageFiles({ directory: join(dataDirectory, 'images') });
  const uploadDirectory = join(dataDirectory, 'uploads');
  const uploads = await openUploadStore({ directory: uploadDirectory, storage, images, clock, nextId });

  const hub = createNewsHub({ clock });
  const publish = (jobId: string, events: JobEvent[]): void =>
    hub.announce(events.map((event) => ({ position: 0, caller: '', jobId, event })));
  const journal = createJournal({ storage, clock, publish });

  const registry = createWorkerRegistry({
    lastCatalogue: await storage.readCatalogue(),
    saveCatalogue: (workers) => {
      storage.saveCatalogue(workers).catch((err: unknown) => log.error({ err }, 'catalogue not saved'));
    },
    onChange: ({ joined }) => (joined ? dispatcher.retryNow() : dispatcher.pump()),
  });
  const duration = createJobDuration();
  const queue = createJobQueue({
    capacity: queueCapacity,
    retryAfterMs: () => duration.averageMs() / Math.max(1, registry.slots()),
  });
  const queueNews = createQueueNews({ queue, hub, clock });
  const progress = createProgressReporter((news) => hub.publishProgress(news));
  const runJob = createJobRunner({
    stepService,
    storage,
    images,
    clock,
    journal,
    log,
    retryBaseMs,
    publishProgress: progress.report,
    // The gateway chooses among several workers: which one it was is not known before.
    expectedWorkerId: () => (registry.workers().length === 1 ? registry.workers()[0].id : ''),
  });
  const dispatcher = createDispatcher({
    queue,
    clock,
    slots: registry.slots,
    async run({ jobId }, signal): Promise<RunOutcome> {
      queueNews.changed();
      const startMs = clock.now().getTime();
      const outcome = await runJob(jobId, signal);
      if (outcome.kind === 'done') {
        duration.record(clock.now().getTime() - startMs);
        progress.forget(jobId);
      }
      return outcome;
    },
  });
  const recovered = await recoverJobs({ storage, queue });
  if (recovered > 0) log.info({ jobs: recovered }, 'unfinished jobs queued again');

  let cancelSweep = (): void => {};
  const sweep = async (): Promise<void> => {
    await uploads.sweep().catch((err: unknown) => log.error({ err }, 'uploads not swept'));
    cancelSweep = clock.after(SWEEP_INTERVAL_MS, () => void sweep());
  };
  await sweep();

  return {
    clock,
    storage,
    images,
    uploads,
    hub,
    createJob: createJobCreator({ storage, queue, clock, nextId, publish, onQueued: dispatcher.pump }),
    journal,
    registry,
    queue,
    queueCapacity,
    queueNews,
    dispatcher,
    abort: dispatcher.abort,
    /** Stops all work: running steps are given back, to be resumed by the next start; watchers are ended. */
    async stop(): Promise<void> {
      cancelSweep();
      hub.close();
      await dispatcher.stop();
    },
  };
}
