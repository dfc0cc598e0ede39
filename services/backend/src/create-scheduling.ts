import { randomUUID } from 'node:crypto';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { createStepCache, type StepCache } from './cache/step-cache.ts';
import type { Clock } from './clock/clock.ts';
import type { Journal } from './jobs/journal.ts';
import { createDispatcher, type Dispatcher } from './queue/dispatcher.ts';
import { followJobs } from './queue/follow-jobs.ts';
import { createJobQueue, type JobQueue } from './queue/job-queue.ts';
import { createQueueNews, type QueueNews } from './queue/queue-news.ts';
import { recoverJobs } from './queue/recover-jobs.ts';
import { createJobRunner } from './runner/job-runner.ts';
import { createProgressReporter } from './runner/progress-reporter.ts';
import type { StepService } from './runner/step-service.ts';
import { createEstimator } from './statistics/estimator.ts';
import { learnJobs } from './statistics/learn-jobs.ts';
import { createStepDurations } from './statistics/step-durations.ts';
import type { Storage } from './storage/storage.ts';
import type { NewsHub } from './watch/news-hub.ts';
import { createWorkerRegistry, type WorkerRegistry } from './workers/worker-registry.ts';

export interface SchedulingDependencies {
  storage: Storage;
  journal: Journal;
  hub: NewsHub;
  stepService: StepService;
  clock: Clock;
  log: Logger;
  queueCapacity: number;
  retryBaseMs: number;
}

/** All that brings waiting jobs and workers together. */
export interface Scheduling {
  registry: WorkerRegistry;
  queue: JobQueue;
  queueNews: QueueNews;
  dispatcher: Dispatcher;
  cache: StepCache;
  /** To be called when a new job waits in the queue. */
  onQueued(job: Job): void;
  /** Takes a job that is finished out of the queue, or stops the work on it. */
  abort(jobId: string): void;
  /** Stops all work: running steps are given back, to be resumed by the next start. */
  stop(): Promise<void>;
}

/** Wires the scheduling and takes up what was left unfinished. Nothing runs before a worker comes. */
export async function createScheduling(deps: SchedulingDependencies): Promise<Scheduling> {
  const { storage, journal, hub, stepService, clock, log, queueCapacity, retryBaseMs } = deps;

  const registry = createWorkerRegistry({
    lastCatalogue: await storage.readCatalogue(),
    saveCatalogue: (workers) => {
      storage.saveCatalogue(workers).catch((err: unknown) => log.error({ err }, 'catalogue not saved'));
    },
    onChange: ({ joined }) => (joined ? dispatcher.retryNow() : dispatcher.pump()),
    onRoom: () => dispatcher.believe(),
  });
  const queue = createJobQueue({ capacity: queueCapacity, retryAfterMs: () => estimator.retryAfterMs() });
  const dispatcher = createDispatcher({
    queue,
    clock,
    storage,
    owner: randomUUID(),
    log,
    slots: registry.slots,
    async run({ jobId }, signal) {
      const outcome = await runner.run(jobId, signal);
      if (outcome.kind === 'done' || signal.aborted) forget(jobId);
      else estimator.stepStopped(jobId);
      return outcome;
    },
  });

  const durations = createStepDurations({ known: await storage.readStatistics(), storage, clock, log });
  const estimator = createEstimator({
    durations,
    clock,
    queue,
    runningJobs: dispatcher.runningJobs,
    isRunning: dispatcher.isRunning,
    slots: registry.slots,
  });
  const queueNews = createQueueNews({ hub, estimator, queue, dispatcher, clock });

  const cache = createStepCache({ storage, clock, log, makers: registry.catalogue });
  const progress = createProgressReporter({ publish: queueNews.report, jobEta: estimator.jobEta });
  const runner = createJobRunner({
    stepService,
    storage,
    clock,
    journal,
    cache,
    estimator,
    progress,
    log,
    retryBaseMs,
    workers: registry.workers,
  });

  /** Drops what is kept in memory of a job on which nobody here works any more. */
  function forget(jobId: string): void {
    for (const part of [runner, progress, estimator, queueNews]) part.forget(jobId);
  }
  const abort = (jobId: string): void => {
    dispatcher.abort(jobId);
    forget(jobId);
  };

  const unfollow = followJobs({ storage, queue, dispatcher, log, onFound: estimator.queued, onGone: forget });
  const recovered = await recoverJobs({ storage, queue });
  if (recovered.length > 0) log.info({ jobs: recovered.length }, 'unfinished jobs queued again');
  const stopping = new AbortController();
  learnJobs({ storage, estimator }, recovered, stopping.signal).catch((err: unknown) => {
    if (!stopping.signal.aborted) log.warn({ err }, 'what is left of the jobs that were found is not known');
  });

  return {
    registry,
    queue,
    queueNews,
    dispatcher,
    cache,
    onQueued(job) {
      estimator.queued(job);
      dispatcher.pump();
    },
    abort,
    async stop() {
      stopping.abort();
      unfollow();
      queueNews.stop();
      await dispatcher.stop();
      await durations.flush();
    },
  };
}
