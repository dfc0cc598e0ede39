import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { StepDone, StepProgress } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { Clock } from '../clock/clock.ts';
import type { ImageFiles } from '../images/image-files.ts';
import type { Storage } from '../storage/storage.ts';
import { stepInputImages, stepTask, streamInputs } from './step-inputs.ts';
import { createStepOutputs } from './step-outputs.ts';
import type { StepService } from './step-service.ts';

export interface RunStepDependencies {
  stepService: StepService;
  storage: Pick<Storage, 'readImage'>;
  images: Pick<ImageFiles, 'stage' | 'read'>;
  clock: Clock;
  /** Called for each piece of progress of a step. */
  publishProgress(job: Job, step: Step, progress: StepProgress): void;
}

/** A step that is done, and the images that it names. */
export interface MadeStep {
  step: Step;
  images: Image[];
}

/**
 * Runs one step of a job once: inputs stream from disk, outputs stream to disk, and are images when this resolves.
 * Nothing is left of a run that fails.
 * @throws StepFailure, AppError, or an AbortError when `signal` aborts
 */
export async function runStep(
  deps: RunStepDependencies,
  job: Job,
  step: Step,
  signal: AbortSignal,
): Promise<MadeStep> {
  const { stepService, storage, images, clock } = deps;
  const find = async (imageId: string): Promise<Image> => {
    const image = await storage.readImage(imageId);
    if (!image) throw new Error(`image ${imageId} of job ${job.id} is not recorded`);
    return image;
  };
  const outputs = createStepOutputs({
    images,
    describe: async (image) => (await storage.readImage(image.id)) ?? { ...image, createTime: clock.now() },
  });
  const inputs = streamInputs(stepInputImages(job, step.number), { find, read: (id) => images.read(id) });
  let done: StepDone | undefined;
  try {
    const { caller, requestId } = job;
    const responses = stepService.run(stepTask(job, step.number), inputs, { signal, caller, requestId });
    try {
      for await (const { part } of responses) {
        if (part?.$case === 'progress') deps.publishProgress(job, step, part.value);
        if (part?.$case === 'output') await outputs.push(part.value);
        if (part?.$case === 'done') done = part.value;
      }
    } catch (error) {
      // With its last message here, a step is done, however its call ends.
      if (!done || signal.aborted) throw error;
    }
    if (!done) throw new AppError('STEP_FAILED', { message: 'The worker ended the step without a report.' });
    const { result, artifacts } = await outputs.commit();
    const { scene, report, engine } = done;
    return {
      step: {
        ...step,
        state: StepState.SUCCEEDED,
        endTime: clock.now(),
        engine,
        result,
        artifacts,
        scene,
        report,
      },
      images: [result, ...artifacts.flatMap(({ image }) => image ?? [])],
    };
  } finally {
    await outputs.discard();
  }
}
