import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { type Job, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type {
  StepDone,
  StepProgress,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { Clock } from '../clock/clock.ts';
import type { Storage } from '../storage/storage.ts';
import { describeInputs, streamInputs } from './step-inputs.ts';
import { createStepOutputs } from './step-outputs.ts';
import { StepFailure, type StepService } from './step-service.ts';

export interface RunStepDependencies {
  stepService: StepService;
  storage: Pick<Storage, 'readImage' | 'readImageBytes' | 'stageImage' | 'verifyImageBytes'>;
  clock: Clock;
}

/** What a run tells while it goes on. */
export interface RunStepHooks {
  /** A worker has taken the step: gives the step as it runs, or undefined when it is not wanted any more. */
  onTaken(workerId: string): Promise<Step | undefined>;
  onProgress(progress: StepProgress): void;
}

/** A step that is done, its images stored. */
export interface MadeStep {
  step: Step;
  workerId: string;
  /** As the worker names itself. */
  engineDigest: string;
}

/**
 * Runs one step of a job once: inputs stream from the storage, outputs stream to it, and are images when this
 * resolves. Nothing is left of a run that fails. Undefined: the step is not wanted any more.
 * @throws StepFailure, AppError, or an AbortError when `signal` aborts
 */
export async function runStep(
  { stepService, storage, clock }: RunStepDependencies,
  { job, task, workerAddress }: { job: Job; task: StepTask; workerAddress?: string | undefined },
  hooks: RunStepHooks,
  signal: AbortSignal,
): Promise<MadeStep | undefined> {
  const { caller, requestId } = job;
  const described = await describeInputs(storage, task);
  const outputs = createStepOutputs({ storage, now: () => clock.now() });
  let taken: { step: Step; workerId: string } | undefined;
  let done: StepDone | undefined;
  try {
    try {
      const responses = stepService.run(described, (wanted) => streamInputs(storage, described, wanted), {
        signal,
        caller,
        requestId,
        workerAddress,
      });
      for await (const { part } of responses) {
        if (part?.$case === 'accepted') {
          const step = await hooks.onTaken(part.value.workerId);
          if (!step) return undefined;
          taken = { step, workerId: part.value.workerId };
        }
        if (part?.$case === 'progress') hooks.onProgress(part.value);
        if (part?.$case === 'output') await outputs.push(part.value);
        if (part?.$case === 'done') done = part.value;
      }
    } catch (error) {
      // With its last message here, a step is done, however its call ends.
      if (!done || signal.aborted) {
        if (error instanceof StepFailure && error.stored.reason === 'IMAGE_DAMAGED') {
          // What the worker has found is looked at, so that no cached step brings the damaged image again.
          for (const { image } of described.inputs) if (image) await storage.verifyImageBytes(image.id);
        }
        throw error;
      }
    }
    if (!taken || !done) throw new AppError('STEP_FAILED', { message: 'The worker ended without a report.' });
    const { result, artifacts } = await outputs.commit();
    const { scene, report, engine, engineDigest, models } = done;
    const ids = models.map(({ id }) => id);
    const made = { engine, models: ids, result, artifacts, scene, report, endTime: clock.now() };
    return {
      step: { ...taken.step, ...made, state: StepState.SUCCEEDED },
      workerId: taken.workerId,
      engineDigest,
    };
  } finally {
    await outputs.discard();
  }
}
