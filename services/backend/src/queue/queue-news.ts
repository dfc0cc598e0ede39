import { toDuration } from '@nanococoa/common/progress/to-duration.ts';
import { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { Estimator } from '../statistics/estimator.ts';
import type { Standing } from '../statistics/forecast.ts';
import type { NewsHub } from '../watch/news-hub.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { JobQueue } from './job-queue.ts';

/** Once a second is enough for a person. */
const INTERVAL_MS = 1000;
/** An expected end that has moved by less is no news. */
const MOVED_MS = 1000;
const MOVED_SHARE = 0.05;
const NO_PREVIEW = new Uint8Array(0);

export interface QueueNewsDependencies {
  hub: Pick<NewsHub, 'publishProgress' | 'watchedJobs'>;
  estimator: Pick<Estimator, 'jobEta' | 'standing' | 'look'>;
  queue: Pick<JobQueue, 'has'>;
  dispatcher: Pick<Dispatcher, 'isRunning'>;
  clock: Clock;
}

/** Tells watchers where waiting jobs stand, and how much time is left when nobody else tells. */
export interface QueueNews {
  /** Passes the progress of a running job on. */
  report(progress: JobProgress): void;
  /** Tells where a job stands now, for a watcher who has just come. */
  tell(jobId: string): void;
  /** To be called when nobody here will work on the job again. */
  forget(jobId: string): void;
  stop(): void;
}

interface Told {
  position: number;
  endMs: number;
}

/** Makes the teller: only watched jobs, once a second at most, and only what is new. */
export function createQueueNews(deps: QueueNewsDependencies): QueueNews {
  const { hub, estimator, queue, dispatcher, clock } = deps;
  /** The newest progress of jobs that run, or have run and go on. */
  const reported = new Map<string, { progress: JobProgress; atMs: number }>();
  let told = new Map<string, Told>();
  let cancelTick = clock.after(INTERVAL_MS, tick);

  const nowMs = (): number => clock.now().getTime();

  function report(progress: JobProgress): void {
    reported.set(progress.jobId, { progress, atMs: nowMs() });
    hub.publishProgress(progress);
  }

  function tellPosition(jobId: string, { position, etaMs }: Standing): Told {
    const message = positionMessage(position);
    const eta = toDuration(etaMs);
    hub.publishProgress(
      JobProgress.create({ jobId, queuePosition: position, message, eta, time: clock.now() }),
    );
    return { position, endMs: nowMs() + etaMs };
  }

  /** What was told last, with the time that is left now. */
  function tellTimeLeft(jobId: string): void {
    const last = reported.get(jobId);
    if (!last) return;
    const { etaMs, step = last.progress.step, stepEtaMs } = estimator.jobEta(jobId);
    const isSameStep = step === last.progress.step;
    report({
      ...last.progress,
      ...(!isSameStep && { step, stepFraction: 0, subStep: '', message: '' }),
      eta: toDuration(etaMs),
      stepEta: stepEtaMs === undefined ? undefined : toDuration(stepEtaMs),
      time: clock.now(),
      preview: NO_PREVIEW,
    });
  }

  function tick(): void {
    cancelTick = clock.after(INTERVAL_MS, tick);
    const waiting = new Set<string>();
    for (const jobId of hub.watchedJobs()) {
      const last = reported.get(jobId);
      // A job that has run stays where it was for its watchers, though it waits for a worker again.
      if (!last && queue.has(jobId)) waiting.add(jobId);
      else if (last && nowMs() - last.atMs >= INTERVAL_MS) tellTimeLeft(jobId);
    }
    if (waiting.size > 0) estimator.look(waiting);
    const before = told;
    told = new Map();
    for (const jobId of waiting) {
      const standing = estimator.standing(jobId);
      if (!standing) continue;
      const known = before.get(jobId);
      told.set(jobId, known && !isNews(known, standing, nowMs()) ? known : tellPosition(jobId, standing));
    }
  }

  return {
    report,
    tell(jobId) {
      if (reported.has(jobId)) tellTimeLeft(jobId);
      else if (!dispatcher.isRunning(jobId)) {
        const standing = estimator.standing(jobId);
        if (standing) told.set(jobId, tellPosition(jobId, standing));
      }
    },
    forget: (jobId) => void reported.delete(jobId),
    stop: () => cancelTick(),
  };
}

function isNews(known: Told, { position, etaMs }: Standing, nowMs: number): boolean {
  if (position !== known.position) return true;
  const movedMs = Math.abs(nowMs + etaMs - known.endMs);
  return movedMs > MOVED_MS || movedMs > MOVED_SHARE * Math.abs(etaMs);
}

function positionMessage(position: number): string {
  if (position === 0) return 'Next in the queue.';
  return position === 1 ? '1 job is before it in the queue.' : `${position} jobs are before it in the queue.`;
}
