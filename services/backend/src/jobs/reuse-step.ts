import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { type Job, type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { isLastStep } from './job-states.ts';

/** Intermediate results keep every pixel, and the text its transparency. */
const INTERMEDIATE_TYPE = 'image/png';

/**
 * A rerun's step as its parent made it. Undefined: there it was encoded for another use, so that it must be made again.
 * @throws AppError STEP_NOT_DONE when the parent has not made it
 */
export function reuseStep(job: Job, parent: Job, step: Step, now: Date): Step | undefined {
  const made = parent.steps[step.number - 1];
  if (made.state !== StepState.SUCCEEDED) {
    throw new AppError('STEP_NOT_DONE', {
      fields: [
        { field: 'from_step', description: `needs step ${step.number} of the job, which is not done` },
      ],
    });
  }
  const neededType = isLastStep(job, step) ? job.spec?.output?.mediaType : INTERMEDIATE_TYPE;
  if (made.result?.mediaType !== (neededType ?? INTERMEDIATE_TYPE)) return undefined;
  return { ...made, attempt: 0, cached: true, startTime: undefined, endTime: now };
}
