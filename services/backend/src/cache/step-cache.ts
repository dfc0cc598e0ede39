import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { type Job, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { Clock } from '../clock/clock.ts';
import type { StepNumber } from '../jobs/plan-steps.ts';
import { stepTask } from '../runner/step-task.ts';
import type { Storage } from '../storage/storage.ts';
import { type Maker, stepKey } from './step-key.ts';

export interface StepCacheDependencies {
  storage: Pick<Storage, 'readCachedStep' | 'saveCachedStep'>;
  clock: Clock;
  log: Logger;
  /** Who could make steps now: the connected workers, or those seen last. */
  makers(): Maker[];
}

/** Steps that were made before, by what they were made of. */
export interface StepCache {
  /**
   * A job's next step as it would turn out, if one like it was made before and its images are all there, undamaged.
   * A cache that cannot be read is an empty one.
   */
  find(job: Job, step: Step): Promise<Step | undefined>;
  /** Keeps a step that was made. Never rejects: a step that is not kept is made again. */
  save(task: StepTask, made: Step, maker: Maker): Promise<void>;
}

/** Makes the cache over a storage. */
export function createStepCache({ storage, clock, log, makers }: StepCacheDependencies): StepCache {
  return {
    async find(job, { number, attempt }) {
      const known = makers().filter(({ engineDigest }) => engineDigest !== '');
      try {
        const task = stepTask(job, number as StepNumber);
        for (const key of new Set(known.map((maker) => stepKey(task, maker)))) {
          const step = await storage.readCachedStep(key);
          if (step) return { ...asMade(step), number, attempt, cached: true, endTime: clock.now() };
        }
      } catch (err) {
        log.warn({ err }, 'the step cache could not be read');
      }
      return undefined;
    },
    async save(task, made, maker) {
      if (maker.engineDigest === '') return;
      try {
        await storage.saveCachedStep(stepKey(task, maker), asMade(made));
      } catch (err) {
        log.warn({ err }, 'a step was not kept in the cache');
      }
    },
  };
}

/** What of a step does not depend on the job that it was made for. */
function asMade(step: Step): Step {
  return { ...step, state: StepState.SUCCEEDED, attempt: 0, startTime: undefined, endTime: undefined };
}
