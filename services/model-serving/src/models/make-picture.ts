import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { processFailed } from '../processes/process-failed.ts';
import type { ModelRegistry, RegisteredModel } from '../registry/model-registry.ts';
import { checkPictureJob } from './check-picture-job.ts';
import type { ModelPool } from './model-pool.ts';
import { GraphError, isAllocationError, type ModelProcess } from './model-process.ts';
import { createPictureTimes } from './picture-times.ts';
import { type PlanPictureOptions, planPicture } from './plan-picture.ts';
import { type PooledModel, unknown } from './pooled-model.ts';

export interface PictureMakerOptions extends PlanPictureOptions {
  registry: Pick<ModelRegistry, 'get' | 'verify'>;
  /** @throws AppError MODEL_UNKNOWN */
  modelOf(id: string): PooledModel;
  log: Logger;
}

/** A step on a device that takes so much longer than others is hung, but not one in which graphs are opened. */
const HUNG_FACTOR = 20;
const SHORT_MS = 600_000;

/** Makes pictures with the pool's pipelines, as ModelPool.makePicture says. */
export function createPictureMaker(options: PictureMakerOptions): ModelPool['makePicture'] {
  const { registry, modelOf, log } = options;
  const times = createPictureTimes();
  return async (id, job, { controlModelId, onProgress, signal }) => {
    signal.throwIfAborted();
    const model = registry.get(id);
    if (!model) throw unknown(id);
    const control = controlModelId === undefined ? undefined : registry.get(controlModelId);
    if (controlModelId !== undefined && !control) throw unknown(controlModelId);
    checkPictureJob(model, control, job);
    if (control) await registry.verify(control);
    const { use, keepAll, timeKey } = planPicture(model, control, job, options);
    return await modelOf(id).makePicture(use, signal, async ({ process }) => {
      const clock = times.begin(timeKey);
      const message = { job, control: control?.control?.graphs, keepAll };
      const picture = await process
        .makePicture(message, {
          signal,
          stepLimitMs: Math.max(SHORT_MS, HUNG_FACTOR * (times.stepMs(timeKey) ?? 0)),
          onProgress: (progress) => {
            const timed = clock.tell(progress);
            if (!signal.aborted) onProgress?.(timed);
          },
        })
        .catch(async (error: unknown) => {
          throw error instanceof GraphError ? await refused(error, model, process, log) : error;
        });
      clock.end();
      signal.throwIfAborted();
      return picture;
    });
  };
}

/** What the caller is told when a picture cannot be made. */
async function refused(
  error: GraphError,
  { id }: RegisteredModel,
  process: ModelProcess,
  log: Logger,
): Promise<AppError> {
  log.error({ model: id, cause: error.message }, 'picture failed');
  if (error.isFault)
    return new AppError('MODEL_INPUT_INVALID', {
      message: `The model ${id} cannot make this picture: ${error.message}.`,
      metadata: { model: id },
    });
  process.kill(
    isAllocationError(error) ? 'there was no memory for the picture' : 'the pipeline reported an error',
  );
  return processFailed(await process.exited);
}
