import { type Job, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { sizeClass } from './size-class.ts';
import type { StepKind } from './step-durations.ts';
import { stepEngine } from './step-engine.ts';

/** What is left to do of a job. Jobs with the same left share one object. */
export interface Work {
  /** Steps that are neither done nor skipped, and what each is made by: a cached step is done. */
  steps: readonly Omit<StepKind, 'megapixels'>[];
  megapixels: number;
}

/** A step being worked on. */
export interface RunningStep {
  step: number;
  startMs: number;
  /** When its worker believes that it will be done. */
  endMs?: number;
}

/** What is left of each unfinished job. */
export interface JobWorks {
  /** Takes a job in as it is. */
  learn(job: Job): void;
  has(jobId: string): boolean;
  start(job: Job, step: Step, startMs: number): void;
  /** The worker believes that the step which runs will be done then. */
  willEnd(jobId: string, endMs: number): void;
  finish(jobId: string, step: number): void;
  /** The step that runs is to begin again. */
  stop(jobId: string): void;
  forget(jobId: string): void;
  /** What is left of a job; of one that is not known, all of the most common one. */
  workOf(jobId: string): Work;
  runningStep(jobId: string): RunningStep | undefined;
}

const WHOLE_JOB: Work = { steps: [1, 2, 3].map((step) => ({ step, engine: 'studio' })), megapixels: 1 };

/** Makes an empty list. */
export function createJobWorks(): JobWorks {
  const works = new Map<string, Work>();
  const running = new Map<string, RunningStep>();
  const shared = new Map<string, Work>();

  const share = (fresh: Work): Work => {
    const key = JSON.stringify(fresh);
    const work = shared.get(key) ?? fresh;
    shared.set(key, work);
    return work;
  };
  const learn = (job: Job): void => {
    const open = job.steps.filter(({ state }) => state === StepState.PENDING || state === StepState.RUNNING);
    const steps = open.map(({ number: step }) => ({ step, engine: stepEngine(job.spec, step) }));
    works.set(job.id, share({ steps, megapixels: sizeClass(job.spec) }));
  };

  return {
    learn,
    has: (jobId) => works.has(jobId),
    start(job, { number: step }, startMs) {
      learn(job);
      running.set(job.id, { step, startMs });
    },
    willEnd(jobId, endMs) {
      const step = running.get(jobId);
      if (step) running.set(jobId, { ...step, endMs });
    },
    finish(jobId, step) {
      running.delete(jobId);
      const work = works.get(jobId);
      if (!work) return;
      works.set(jobId, share({ ...work, steps: work.steps.filter((left) => left.step !== step) }));
    },
    stop: (jobId) => void running.delete(jobId),
    forget(jobId) {
      works.delete(jobId);
      running.delete(jobId);
    },
    workOf: (jobId) => works.get(jobId) ?? WHOLE_JOB,
    runningStep: (jobId) => running.get(jobId),
  };
}
