import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { ErrorReason } from '@nanococoa/common/errors/error-table.ts';
import type { Error as StoredError } from '@nanococoa/proto/common/v1/job.ts';
import { StepFailure } from './step-service.ts';

/** Reasons that lie with us: the worker's next try would end the same way. */
const OUR_FAULT: ReadonlySet<ErrorReason> = new Set(['STORAGE_FULL', 'STORAGE_UNAVAILABLE', 'INTERNAL']);

/** What any error of a run means for its step. Texts of unknown errors stay out: a job is shown to its caller. */
export function toStepFailure(error: unknown): StepFailure {
  if (error instanceof StepFailure) return error;
  if (error instanceof AppError) {
    // What the chunk verifier finds in a worker's output: broken bytes, another try may bring whole ones.
    return new StepFailure(OUR_FAULT.has(error.reason) ? 'fatal' : 'process', storedError(error), {
      cause: error,
    });
  }
  return new StepFailure('fatal', storedError(new AppError('INTERNAL')), { cause: error });
}

/** The form in which a job keeps an error. */
export function storedError(error: AppError): StoredError {
  return { code: error.code, reason: error.reason, message: error.message, step: 0 };
}
