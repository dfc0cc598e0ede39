import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { lastStep } from './last-step.ts';
import { type StepNumber, stepSpec } from './step-spec.ts';

/**
 * The first step that a job has to make anew after its spec was changed: a step before it gives the same picture as
 * before. Undefined when none has to. Both specs have every default filled in.
 */
export function firstChangedStep(before: AdSpec, after: AdSpec): StepNumber | undefined {
  return STEPS.find((step) => imprint(before, step) !== imprint(after, step));
}

const STEPS = [1, 2, 3] as const;

/** All of a spec that a step's result depends on, with the pictures that are its input or stand in its place. */
function imprint(spec: AdSpec, step: StepNumber): string {
  const { product, step1ImageId, step2ImageId, startStep = 1 } = spec;
  const last = lastStep(spec);
  const isSupplied = step < startStep;
  const picture = {
    1: isSupplied ? step1ImageId : product?.cutoutImageId || product?.imageId,
    2: isSupplied ? step2ImageId : undefined,
    3: undefined,
  }[step];
  if (isSupplied) return JSON.stringify([picture]);
  const isMade = step <= last;
  const part = { ...stepSpec(spec, step, { final: step === last }), autoUnload: undefined };
  return JSON.stringify([picture ?? '', isMade, AdSpec.toJSON(part)]);
}
