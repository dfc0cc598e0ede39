import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type {
  InputRole,
  StepInput,
  StepInputImage,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { Storage } from '../storage/storage.ts';

/** The task with all that is known of its inputs. @throws AppError IMAGE_DAMAGED when one is not there any more */
export async function describeInputs(storage: Pick<Storage, 'readImage'>, task: StepTask): Promise<StepTask> {
  const describe = async ({ role, image }: StepInputImage): Promise<{ role: InputRole; image: Image }> => {
    const found = image && (await storage.readImage(image.id));
    if (!found) throw new AppError('IMAGE_DAMAGED', { message: `The image ${image?.id} is lost.` });
    return { role, image: found };
  };
  return { ...task, inputs: await Promise.all(task.inputs.map(describe)) };
}

/** The chunks of those inputs of a task that are wanted, one input after another, read as they are asked for. */
export async function* streamInputs(
  storage: Pick<Storage, 'readImageBytes'>,
  task: StepTask,
  wanted: readonly InputRole[],
): AsyncGenerator<StepInput> {
  for (const { role, image } of task.inputs) {
    if (!image || !wanted.includes(role)) continue;
    for await (const chunk of imageChunks(image, storage.readImageBytes(image.id))) yield { role, chunk };
  }
}
