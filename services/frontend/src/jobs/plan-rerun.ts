import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { fillDefaults } from '@nanococoa/common/parameters/fill-defaults.ts';
import { firstChangedStep } from '@nanococoa/common/parameters/first-changed-step.ts';
import { copySpecValue, readSpecValue, writeSpecValue } from '@nanococoa/common/parameters/spec-value.ts';
import { firstStepReading, READ_BY } from '@nanococoa/common/parameters/step-spec.ts';
import { validateSpec } from '@nanococoa/common/parameters/validate-spec.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { RerunJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ENGINE_NEEDS } from '../models/engine-needs.ts';
import { isPatchable } from '../requests/describe-mask-faults.ts';
import { present } from '../requests/present.ts';

export interface RerunPlan {
  /** The new job's spec, with every default filled in. Its values are still to be checked. */
  spec: AdSpec;
  /** The first step that is made anew; the ones between the spec's start step and it are taken from the parent. */
  fromStep: number;
  /** Patched fields that cannot have the effect that was asked for. */
  faults: FieldViolation[];
}

export interface RerunDependencies {
  chooseSeed(): number;
  /** A copy with the engines decided that can be; see resolveEngines. */
  chooseEngines(spec: AdSpec): AdSpec;
}

const STEP_IMAGES: readonly string[] = ['step1_image_id', 'step2_image_id'];

/**
 * What a rerun of a job has to make. The seed stays unless it is patched, and a new seed is allowed with any step to
 * begin at: the steps before keep what the old one gave. Engines and models stay, too, unless they are patched.
 *
 * @throws AppError STEP_NOT_DONE when step 2's result is replaced and the parent has none of step 1
 */
export function planRerun(
  parent: Job,
  request: Pick<RerunJobRequest, 'fromStep' | 'spec' | 'updateMask'>,
  { chooseSeed, chooseEngines }: RerunDependencies,
): RerunPlan {
  const before = withEngines(present(parent.spec, 'a spec'));
  const patch = request.spec ?? AdSpec.fromPartial({});
  const paths = (request.updateMask ?? []).filter(isPatchable);
  const replacesSteps = paths.some((path) => STEP_IMAGES.includes(path));
  const patched = applyPatch(before, patch, paths);
  const start = replacesSteps ? supplySteps(patched, parent) : (before.startStep ?? 1);
  const spec = chooseEngines(fillDefaults(patched, { chooseSeed }));
  // The old spec with the new one's supplied steps: what these replace is no change of the others.
  const { startStep, step1ImageId, step2ImageId } = spec;
  const base: AdSpec = { ...before, startStep, step1ImageId, step2ImageId };

  const changed = isValid(spec) ? firstChangedStep(base, spec) : undefined;
  const wanted = request.fromStep || (replacesSteps ? start : (changed ?? 1));
  const fromStep = Math.max(wanted, start);
  const faults = paths.flatMap((path) => {
    if (path === 'seed') return [];
    const description = STEP_IMAGES.includes(path)
      ? describeReplacement({ start, fromStep })
      : describeChange(path, {
          base,
          alone: chooseEngines(
            fillDefaults(applyPatch(base, patch, [path]), { chooseSeed: () => base.seed ?? 0 }),
          ),
          start,
          fromStep,
        });
    return description ? [{ field: `spec.${path}`, description }] : [];
  });
  return { spec, fromStep, faults };
}

function applyPatch(spec: AdSpec, patch: AdSpec, paths: readonly string[]): AdSpec {
  const patched = AdSpec.fromPartial(spec);
  for (const path of paths) copySpecValue(patch, patched, path);
  // What was chosen beside a field that changes was chosen for its old value.
  for (const { engineField, models } of ENGINE_NEEDS) {
    const fields = [engineField, ...models.map(({ field }) => field)];
    if (!fields.some((field) => paths.includes(field))) continue;
    for (const { field } of models) {
      if (!paths.includes(field)) writeSpecValue(patched, field, undefined);
    }
  }
  return patched;
}

/** A job that says of no engine was made when there was one. */
function withEngines(spec: AdSpec): AdSpec {
  const told = AdSpec.fromPartial(spec);
  for (const { engineField } of ENGINE_NEEDS) {
    if (readSpecValue(told, engineField) === undefined) writeSpecValue(told, engineField, 'studio');
  }
  return told;
}

/** Lets the spec start after the steps whose results it has; gives that step. */
function supplySteps(spec: AdSpec, parent: Job): number {
  if (spec.step2ImageId && !spec.step1ImageId) {
    spec.step1ImageId = parent.steps.find(({ number }) => number === 1)?.result?.id;
    if (!spec.step1ImageId) throw new AppError('STEP_NOT_DONE', { metadata: { step: '1' } });
  }
  spec.startStep = spec.step2ImageId ? 3 : spec.step1ImageId ? 2 : 1;
  return spec.startStep;
}

interface Steps {
  /** The first step that runs at all or is reused. */
  start: number;
  /** The first step that is made anew. */
  fromStep: number;
}

function describeReplacement({ start, fromStep }: Steps): string | undefined {
  return fromStep > start ? tooLate(start, { start, fromStep }) : undefined;
}

function describeChange(
  path: string,
  { base, alone, start, fromStep }: Steps & { base: AdSpec; alone: AdSpec },
): string | undefined {
  if (readSpecValue(alone, path) === readSpecValue(base, path)) return undefined;
  const readers = READ_BY[path] ?? [];
  if (readers.length > 0 && readers.every((step) => step < start)) {
    return `is read by step ${readers.join(', ')} only, and the job starts at step ${start}`;
  }
  const step = isValid(alone) ? firstChangedStep(base, alone) : Math.max(firstStepReading(path), start);
  return step !== undefined && step < fromStep ? tooLate(step, { start, fromStep }) : undefined;
}

function tooLate(step: number, { start, fromStep }: Steps): string {
  const allowed = step === start ? step : `${start} to ${step}`;
  return `is read by step ${step}, but from_step is ${fromStep}; must be ${allowed}, or 0`;
}

function isValid(spec: AdSpec): boolean {
  return validateSpec(spec).length === 0;
}
