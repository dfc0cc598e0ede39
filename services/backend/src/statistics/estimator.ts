import type { Job, Step } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { forecast, type Standing } from './forecast.ts';
import { createJobWorks, type Work } from './job-works.ts';
import { sizeClass } from './size-class.ts';
import type { StepDurations } from './step-durations.ts';
import { stepEngine } from './step-engine.ts';

/** Time left; negative when overdue. */
export interface JobEta {
  etaMs: number;
  /** Only while a step runs: its number, and the time left of it. */
  step?: number;
  stepEtaMs?: number;
}

export interface EstimatorDependencies {
  durations: StepDurations;
  clock: Clock;
  queue: Pick<JobQueue, 'has' | 'position' | 'startedJobs' | 'order'>;
  /** Jobs that hold a slot. */
  runningJobs(): Iterable<string>;
  isRunning(jobId: string): boolean;
  /** Steps that the connected workers can run at the same time. */
  slots(): number;
}

/** When jobs will be finished, from what earlier steps took. */
export interface Estimator {
  /** To be called when a job waits. */
  queued(job: Job): void;
  /** Whether what is left of a job is known; of one that is not, it is taken for a whole one of the usual size. */
  knows(jobId: string): boolean;
  /** To be called when a worker has taken a step. */
  stepStarted(job: Job, step: Step): void;
  /** To be called when a worker tells how much of its step is left: it knows better than what earlier steps took. */
  stepRemains(jobId: string, remainingMs: number): void;
  /** To be called when a step was made, not when it was found in the cache. */
  stepFinished(job: Job, made: Step, durationMs: number): void;
  /** To be called when a job was given back: the step begins again. */
  stepStopped(jobId: string): void;
  /** To be called when a job is finished. */
  forget(jobId: string): void;
  /** Time left of an unfinished job: always a number. */
  jobEta(jobId: string): JobEta;
  /** Where a waiting job stands; undefined: it does not wait. */
  standing(jobId: string): Standing | undefined;
  /** Plays the queue through for waiting jobs, so that `standing` is exact for them; at most once a second. */
  look(waiting: ReadonlySet<string>): void;
  /** When the next place in the queue will be free, milliseconds from now. */
  retryAfterMs(): number;
}

/** A look at the queue holds this long. */
const LOOK_INTERVAL_MS = 1000;
/** A refused caller asks no more often than this. */
const MIN_RETRY_AFTER_MS = 250;
/** A worker that was lost is back within seconds. */
const NO_WORKER_RETRY_AFTER_MS = 2000;

/** Makes an estimator. */
export function createEstimator(deps: EstimatorDependencies): Estimator {
  const { durations, clock, queue } = deps;
  const works = createJobWorks();
  let seen = { atMs: Number.NEGATIVE_INFINITY, standings: new Map<string, Standing>() };
  let averageWorkMs: number | undefined;

  const nowMs = (): number => clock.now().getTime();
  const workMs = ({ steps, megapixels }: Work): number =>
    steps.reduce((sum, step) => sum + durations.expectedMs({ ...step, megapixels }), 0);

  const runningEta = (jobId: string): JobEta => {
    const work = works.workOf(jobId);
    const current = works.runningStep(jobId);
    const totalMs = workMs(work);
    if (!current) return { etaMs: totalMs };
    const expectedMs = workMs({ ...work, steps: work.steps.filter(({ step }) => step === current.step) });
    const stepEtaMs = (current.endMs ?? current.startMs + expectedMs) - nowMs();
    const restMs = totalMs - expectedMs;
    // An overdue step ends now at the best: the steps after it take their time none the less.
    const etaMs = restMs > 0 ? Math.max(0, stepEtaMs) + restMs : stepEtaMs;
    return { etaMs, step: current.step, stepEtaMs };
  };

  /** When each slot is free, milliseconds from now. At least one: a worker will come. */
  const freeInMs = (): number[] => {
    const free = [...deps.runningJobs()].map((jobId) => Math.max(0, runningEta(jobId).etaMs));
    while (free.length < Math.max(1, deps.slots())) free.push(0);
    return free;
  };

  /** Where a job stands that the last look did not see: the jobs before it are taken for average ones. */
  const roughStanding = (jobId: string, position: number): Standing => {
    const ownMs = workMs(works.workOf(jobId));
    const free = freeInMs().sort((x, y) => x - y);
    const rounds = Math.floor(position / free.length);
    const startMs = free[position % free.length] + rounds * (averageWorkMs ?? ownMs);
    return { position, etaMs: startMs + ownMs };
  };

  const standing = (jobId: string): Standing | undefined => {
    const sinceMs = nowMs() - seen.atMs;
    const exact = sinceMs <= LOOK_INTERVAL_MS && queue.has(jobId) ? seen.standings.get(jobId) : undefined;
    if (exact) return { ...exact, etaMs: exact.etaMs - sinceMs };
    const position = queue.position(jobId);
    return position === undefined ? undefined : roughStanding(jobId, position);
  };

  return {
    queued: works.learn,
    knows: works.has,
    stepStarted: (job, step) => works.start(job, step, nowMs()),
    stepRemains: (jobId, remainingMs) => works.willEnd(jobId, nowMs() + remainingMs),
    stepFinished(job, made, durationMs) {
      durations.record(
        { step: made.number, engine: stepEngine(job.spec, made.number), megapixels: sizeClass(job.spec) },
        durationMs,
      );
      works.finish(job.id, made.number);
    },
    stepStopped: works.stop,
    forget: works.forget,
    jobEta(jobId) {
      if (deps.isRunning(jobId)) return runningEta(jobId);
      return { etaMs: standing(jobId)?.etaMs ?? workMs(works.workOf(jobId)) };
    },
    standing,
    look(wanted) {
      if (nowMs() - seen.atMs < LOOK_INTERVAL_MS) return;
      // Many jobs have the same left to do: each kind is summed once.
      const sums = new Map<Work, number>();
      const { standings, averageWorkMs: average } = forecast({
        freeInMs: freeInMs(),
        waiting: concat(queue.startedJobs(), queue.order()),
        wanted,
        workMs(jobId) {
          const work = works.workOf(jobId);
          const ms = sums.get(work) ?? workMs(work);
          sums.set(work, ms);
          return ms;
        },
      });
      seen = { atMs: nowMs(), standings };
      averageWorkMs = average ?? averageWorkMs;
    },
    retryAfterMs() {
      if (deps.slots() === 0) return NO_WORKER_RETRY_AFTER_MS;
      return Math.max(MIN_RETRY_AFTER_MS, Math.min(...freeInMs()));
    },
  };
}

function* concat(...lists: Iterable<string>[]): Generator<string> {
  for (const list of lists) yield* list;
}
