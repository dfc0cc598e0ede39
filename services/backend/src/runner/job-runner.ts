import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { LOG } from '@nanococoa/common/log/log-keys.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { sleep } from '../clock/sleep.ts';
import { isFinished, nextStep } from '../jobs/job-states.ts';
import type { Journal } from '../jobs/journal.ts';
import type { RunOutcome } from '../queue/dispatcher.ts';
import { decideFailure, decideFinish, decideStart } from './decide.ts';
import { type RunStepDependencies, runStep } from './run-step.ts';
import { toStepFailure } from './step-failure.ts';

/** First delay of a step that was given back, doubled each time: a worker's restart takes some tenths of a second. */
const GIVE_BACK_BASE_MS = 50;
const GIVE_BACK_MAX_MS = 1000;
/** Delay when the job cannot even be logged: a full disk is not freed within a second. */
const STORAGE_DELAY_MS = 5000;

export interface JobRunnerDependencies extends RunStepDependencies {
  journal: Journal;
  log: Logger;
  /** Delay before the second attempt, doubled for the third, milliseconds. */
  retryBaseMs: number;
  /** Id of the worker that a step will go to, empty where that is not known before. */
  expectedWorkerId(): string;
}

/** Works on one job's steps in order until it is finished, or has to be given back. Never rejects. */
export type JobRunner = (jobId: string, signal: AbortSignal) => Promise<RunOutcome>;

/** Makes a runner for many jobs at once. */
export function createJobRunner(deps: JobRunnerDependencies): JobRunner {
  const { journal, clock, log, retryBaseMs } = deps;
  const timesGivenBack = new Map<string, number>();

  const giveBack = (jobId: string, retryAfterMs = 0): RunOutcome => {
    const times = timesGivenBack.get(jobId) ?? 0;
    timesGivenBack.set(jobId, times + 1);
    const delayMs = Math.min(GIVE_BACK_MAX_MS, GIVE_BACK_BASE_MS * 2 ** Math.min(times, 10));
    return { kind: 'given_back', delayMs: Math.max(delayMs, retryAfterMs) };
  };

  /** One attempt at the job's next step. Undefined: go on with the job. */
  async function attempt(job: Job, signal: AbortSignal): Promise<RunOutcome | undefined> {
    const step = nextStep(job);
    if (!step) return { kind: 'done' };
    try {
      const { step: made, images } = await runStep(deps, job, step, signal);
      timesGivenBack.delete(job.id);
      await journal.change(job.id, (current) => decideFinish(current, made), images);
      return undefined;
    } catch (error) {
      if (signal.aborted) return giveBack(job.id);
      const failure = toStepFailure(error);
      const facts = { [LOG.jobId]: job.id, [LOG.step]: step.number, [LOG.attempt]: step.attempt };
      log.warn(
        { ...facts, kind: failure.kind, [LOG.reason]: failure.stored.reason, err: failure.cause },
        'step failed',
      );
      if (failure.kind === 'lost') return giveBack(job.id, failure.retryAfterMs);
      const isFatal = failure.kind === 'fatal';
      const after = await journal.change(job.id, (current) =>
        decideFailure(current, step, { isFatal, cause: failure.stored }),
      );
      if (!isFinished(after)) await sleep(clock, retryBaseMs * 2 ** (step.attempt - 1), signal);
      return undefined;
    }
  }

  return async function runJob(jobId, signal) {
    try {
      while (!signal.aborted) {
        const job = await journal.change(jobId, (current) => decideStart(current, deps.expectedWorkerId()));
        const outcome = isFinished(job) ? { kind: 'done' as const } : await attempt(job, signal);
        if (outcome?.kind === 'done') timesGivenBack.delete(jobId);
        if (outcome) return outcome;
      }
      return giveBack(jobId);
    } catch (err) {
      log.error({ [LOG.jobId]: jobId, err }, 'a job could not be logged, it will be tried again');
      return { kind: 'given_back', delayMs: STORAGE_DELAY_MS };
    }
  };
}
