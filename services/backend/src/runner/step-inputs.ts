import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { ArtifactKind, type Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, StepState } from '@nanococoa/proto/common/v1/job.ts';
import {
  InputRole,
  type StepInput,
  type StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { isLastStep } from '../jobs/job-states.ts';

/** An input picture of a step, by id. */
export interface InputImage {
  role: InputRole;
  imageId: string;
}

/** What a step of a job has to be told. */
export function stepTask(job: Job, stepNumber: number): StepTask {
  const [background] = job.steps;
  const step = job.steps[stepNumber - 1];
  return {
    step: stepNumber,
    spec: job.spec,
    scene: stepNumber === 1 ? undefined : background.scene,
    backgroundSupplied: background.state === StepState.SKIPPED && background.result !== undefined,
    final: isLastStep(job, step),
  };
}

/** The pictures that a step of a job needs, in the order in which they are sent. */
export function stepInputImages(job: Job, stepNumber: number): InputImage[] {
  const [background, text] = job.steps;
  const wanted: [InputRole, string | undefined][] = [];
  if (stepNumber === 1) wanted.push([InputRole.PRODUCT, job.spec?.product?.imageId]);
  if (stepNumber === 3) {
    const mask = background.artifacts.find(({ kind }) => kind === ArtifactKind.PRODUCT_MASK);
    wanted.push([InputRole.BACKGROUND, background.result?.id]);
    wanted.push([InputRole.TEXT, text.result?.id]);
    wanted.push([InputRole.PRODUCT_MASK, mask?.image?.id]);
  }
  return wanted.flatMap(([role, imageId]) => (imageId ? [{ role, imageId }] : []));
}

/** The inputs' chunks, one input after another, read as they are asked for. */
export async function* streamInputs(
  inputs: InputImage[],
  source: {
    find(imageId: string): Promise<Image>;
    read(imageId: string): AsyncIterable<Uint8Array>;
  },
): AsyncGenerator<StepInput> {
  for (const { role, imageId } of inputs) {
    const image = await source.find(imageId);
    for await (const chunk of imageChunks(image, source.read(imageId))) yield { role, chunk };
  }
}
