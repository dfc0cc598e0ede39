import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { LOG } from '@nanococoa/common/log/log-keys.ts';
import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Job, Step } from '@nanococoa/proto/common/v1/job.ts';
import type { StepProgress } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { StepCache } from '../cache/step-cache.ts';
import { sleep } from '../clock/sleep.ts';
import { isFinished, nextStep } from '../jobs/job-states.ts';
import type { Journal } from '../jobs/journal.ts';
import type { StepNumber } from '../jobs/plan-steps.ts';
import type { NewEvent } from '../jobs/seal-events.ts';
import type { RunOutcome } from '../queue/dispatcher.ts';
import { LeaseLost } from '../queue/leases.ts';
import type { Estimator } from '../statistics/estimator.ts';
import { createBackOff } from './back-off.ts';
import { chooseWorker, type WorkerChoice } from './choose-worker.ts';
import { decideCached, decideFailure, decideFinish, decideTaken } from './decide.ts';
import type { ProgressReporter } from './progress-reporter.ts';
import { type MadeStep, type RunStepDependencies, runStep } from './run-step.ts';
import { isStorageTrouble, STORAGE_RETRY_MS, storedError, toStepFailure } from './step-failure.ts';
import { StepFailure } from './step-service.ts';
import { stepTask } from './step-task.ts';

export interface JobRunnerDependencies extends RunStepDependencies {
  storage: RunStepDependencies['storage'] & { readJob(jobId: string): Promise<Job | undefined> };
  journal: Journal;
  cache: StepCache;
  /** Learns from each step how long the next ones will take. */
  estimator: Pick<Estimator, 'stepStarted' | 'stepRemains' | 'stepFinished'>;
  progress: Pick<ProgressReporter, 'report'>;
  log: Logger;
  /** Delay before the second attempt, doubled for the third, milliseconds. */
  retryBaseMs: number;
  /** The connected workers: one decides what its steps are kept under. */
  workers(): Worker[];
}

export interface JobRunner {
  /** Works on one job's steps in order until it is finished, or has to be given back. Never rejects. */
  run(jobId: string, signal: AbortSignal): Promise<RunOutcome>;
  /** To be called when nobody here will work on the job again. */
  forget(jobId: string): void;
}

/** How long a job waits for a slot of a worker that has its models before it asks again; others go on meanwhile. */
const MODELS_RETRY_MS = 250;
/** However many jobs wait so, no more than a hundred of them ask in a second. */
const MODELS_RETRY_SHARE_MS = 10;
/** A worker's restart takes seconds; one that does not bring the models back by then will not. */
const MODELS_PATIENCE_MS = 120_000;

/** Makes a runner for many jobs at once. */
export function createJobRunner(deps: JobRunnerDependencies): JobRunner {
  const { storage, journal, cache, estimator, clock, log } = deps;
  const backOff = createBackOff();
  /** Jobs that wait for a worker with their models, and since when. */
  const waiting = new Map<string, number>();

  const giveBack = (jobId: string, atLeastMs = 0): RunOutcome => ({
    kind: 'given_back',
    delayMs: Math.max(backOff.nextDelayMs(jobId), atLeastMs),
  });

  /** Logs as long as the job is ours: what another Backend works on is not touched. */
  const change = (jobId: string, signal: AbortSignal, decide: (job: Job) => NewEvent[]): Promise<Job> =>
    journal.change(jobId, (current) => (signal.reason instanceof LeaseLost ? [] : decide(current)));

  /** The job's steps one after another: from the cache, else by a worker. */
  async function runSteps(jobId: string, signal: AbortSignal): Promise<RunOutcome> {
    while (!signal.aborted) {
      const job = await storage.readJob(jobId);
      const step = job && nextStep(job);
      if (!step || isFinished(job)) return { kind: 'done' };
      const cached = await cache.find(job, step);
      if (cached) {
        await change(jobId, signal, (current) => decideCached(current, cached));
        continue;
      }
      const givenBack = await attempt(job, step, signal);
      if (givenBack) return givenBack;
    }
    return giveBack(jobId);
  }

  /** One attempt at a step. Undefined: go on with the job as it is then. */
  async function attempt(job: Job, pending: Step, signal: AbortSignal): Promise<RunOutcome | undefined> {
    let step = pending;
    const onTaken = async (workerId: string): Promise<Step | undefined> => {
      const after = await change(job.id, signal, (current) => decideTaken(current, pending.number, workerId));
      if (isFinished(after)) return undefined;
      step = after.steps[pending.number - 1];
      estimator.stepStarted(after, step);
      return step;
    };
    const onProgress = (news: StepProgress): void => {
      const { remaining } = news;
      if (remaining) estimator.stepRemains(job.id, remaining.seconds * 1000 + remaining.nanos / 1e6);
      deps.progress.report(job, step, news);
    };
    try {
      const task = stepTask(job, pending.number as StepNumber);
      const choice = chooseWorker(deps.workers(), task.spec);
      if (choice.kind === 'busy' || choice.kind === 'nobody') {
        return await waitForModels(job, step, choice, signal);
      }
      waiting.delete(job.id);
      const workerAddress = choice.kind === 'one' ? choice.address : undefined;
      const run = { job, task, workerAddress };
      const made = await runStep(deps, run, { onTaken, onProgress }, signal);
      if (!made) return undefined;
      backOff.reset(job.id);
      estimator.stepFinished(job, made.step, durationMs(made.step));
      await logFinish(job.id, made, signal);
      const maker = deps.workers().find(({ id }) => id === made.workerId);
      // The next step need not wait for it.
      if (maker?.engineDigest === made.engineDigest) void cache.save(task, made.step, maker);
      return undefined;
    } catch (error) {
      return signal.aborted ? giveBack(job.id) : fail(job.id, step, error, signal);
    }
  }

  /** A worker that had the models may be back soon; after a while it is taken for gone, and the job fails. */
  async function waitForModels(
    job: Job,
    step: Step,
    choice: Extract<WorkerChoice, { kind: 'busy' | 'nobody' }>,
    signal: AbortSignal,
  ): Promise<RunOutcome | undefined> {
    const nowMs = clock.now().getTime();
    const sinceMs = choice.kind === 'nobody' ? (waiting.get(job.id) ?? nowMs) : nowMs;
    waiting.set(job.id, sinceMs);
    if (choice.kind === 'busy' || nowMs - sinceMs < MODELS_PATIENCE_MS) {
      const delayMs = Math.max(MODELS_RETRY_MS, waiting.size * MODELS_RETRY_SHARE_MS);
      return { kind: 'given_back', delayMs };
    }
    const message = `No worker has ${choice.models.join(' and ')} any more.`;
    const missing = storedError(new AppError('MODEL_MISSING', { message }));
    return await fail(job.id, step, new StepFailure('fatal', missing), signal);
  }

  /** A step that is made is not thrown away because it cannot be logged for a while: the slot waits with it. */
  async function logFinish(jobId: string, { step }: MadeStep, signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        await change(jobId, signal, (current) => decideFinish(current, step));
        return;
      } catch (err) {
        if (!isStorageTrouble(err) || signal.aborted) throw err;
        log.error({ [LOG.jobId]: jobId, err }, 'a finished step could not be logged, it will be tried again');
        await sleep(clock, STORAGE_RETRY_MS, signal);
      }
    }
  }

  /** Gives a lost step back; spends an attempt on a failed one, and waits before the next. */
  async function fail(
    jobId: string,
    step: Step,
    error: unknown,
    signal: AbortSignal,
  ): Promise<RunOutcome | undefined> {
    const { kind, stored: cause, retryAfterMs, cause: err } = toStepFailure(error);
    const facts = { [LOG.jobId]: jobId, [LOG.step]: step.number, [LOG.attempt]: step.attempt };
    log.warn({ ...facts, kind, [LOG.reason]: cause.reason, err }, 'step failed');
    if (kind === 'lost') return giveBack(jobId, retryAfterMs);
    if (kind === 'refused') return { kind, retryAfterMs: retryAfterMs ?? backOff.nextDelayMs(jobId) };
    const isFatal = kind === 'fatal';
    const after = await change(jobId, signal, (current) => decideFailure(current, step, { isFatal, cause }));
    if (isFinished(after)) return undefined;
    const { attempt: attempts } = after.steps[step.number - 1];
    await sleep(clock, deps.retryBaseMs * 2 ** (attempts - 1), signal);
    return undefined;
  }

  return {
    async run(jobId, signal) {
      try {
        return await runSteps(jobId, signal);
      } catch (err) {
        log.error({ [LOG.jobId]: jobId, err }, 'a job could not be logged, it will be tried again');
        return { kind: 'given_back', delayMs: STORAGE_RETRY_MS };
      }
    },
    forget(jobId) {
      backOff.reset(jobId);
      waiting.delete(jobId);
    },
  };
}

function durationMs({ startTime, endTime }: Step): number {
  return startTime && endTime ? endTime.getTime() - startTime.getTime() : 0;
}
