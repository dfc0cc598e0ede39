import { stepSpec } from '@nanococoa/common/parameters/step-spec.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import {
  InputRole,
  type StepInputImage,
  type StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { isLastStep } from '../jobs/job-states.ts';
import type { StepNumber } from '../jobs/plan-steps.ts';

/**
 * What a step of a job has to be told: nothing else decides its pictures, so that equal tasks give equal pictures.
 * Inputs are named in the order in which they are sent, by role and id only. The steps before must be done. Pure.
 */
export function stepTask(job: Job, number: StepNumber): StepTask {
  const [background, text] = job.steps;
  const final = isLastStep(job, job.steps[number - 1]);
  return {
    step: number,
    spec: stepSpec(job.spec ?? AdSpec.create(), number, { final }),
    // Of a background that was brought, step 2 estimates the scene.
    scene: number === 1 ? undefined : (background.scene ?? (number === 3 ? text.scene : undefined)),
    backgroundSupplied: isSupplied(background),
    textSupplied: number === 3 && isSupplied(text),
    final,
    inputs: inputs(job, number),
  };
}

function inputs(job: Job, number: StepNumber): StepInputImage[] {
  const [background, text] = job.steps;
  const { product } = job.spec ?? {};
  const wanted: [InputRole, string | undefined][] = [];
  // A photo with transparency is taken as cut out already: a ready cut-out just stands in the photo's place.
  if (number === 1) wanted.push([InputRole.PRODUCT, product?.cutoutImageId || product?.imageId]);
  if (number > 1) wanted.push([InputRole.BACKGROUND, background.result?.id]);
  if (number === 3) wanted.push([InputRole.TEXT, text.result?.id]);
  if (number > 1) wanted.push([InputRole.PRODUCT_MASK, artifactId(background, ArtifactKind.PRODUCT_MASK)]);
  if (number === 3) wanted.push([InputRole.TEXT_VOLUME, artifactId(text, ArtifactKind.TEXT_VOLUME)]);
  return wanted.flatMap(([role, id]) => (id ? [{ role, image: Image.create({ id }) }] : []));
}

function isSupplied({ state, result }: Step): boolean {
  return state === StepState.SKIPPED && result !== undefined;
}

function artifactId({ artifacts }: Step, wanted: ArtifactKind): string | undefined {
  return artifacts.find(({ kind }) => kind === wanted)?.image?.id;
}
