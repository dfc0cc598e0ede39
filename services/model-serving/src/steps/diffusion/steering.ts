import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { SCHEDULER_NAMES } from '@nanococoa/common/parameters/schedulers.ts';
import type { AdSpec, BackgroundSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { PictureJob } from '../../diffusion/picture-job.ts';

/** How a model is steered; what is undefined is the model's own. */
export type Steering = Pick<PictureJob, 'steps' | 'guidance' | 'scheduler' | 'seed'>;

/**
 * How a spec steers the model of one of its groups.
 *
 * @throws AppError INVALID_REQUEST for a scheduler that is not known here
 */
export function steeringOf(spec: AdSpec, group: 'background' | 'text' | 'composition'): Steering {
  const { steps, guidance, scheduler: name }: Partial<BackgroundSpec> = spec[group] ?? {};
  const scheduler = SCHEDULER_NAMES.find((known) => known === name);
  if (name !== undefined && scheduler === undefined) {
    // Of a Frontend that is newer than this worker.
    const description = `is "${name}"; must be one of ${SCHEDULER_NAMES.join(', ')}`;
    throw new AppError('INVALID_REQUEST', { fields: [{ field: `spec.${group}.scheduler`, description }] });
  }
  return { steps, guidance, scheduler, seed: spec.seed ?? 0 };
}
