import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { ErrorReason } from '@nanococoa/common/errors/error-table.ts';
import type { Error as StoredError } from '@nanococoa/proto/common/v1/job.ts';
import { StepFailure } from './step-service.ts';

/** A full disk is not freed within a second, and each try of a step costs a worker's time. */
export const STORAGE_RETRY_MS = 5000;

/** The step is not to blame, and the job goes on when there is room again. */
const STORAGE_TROUBLE: ReadonlySet<ErrorReason> = new Set(['STORAGE_FULL', 'STORAGE_UNAVAILABLE']);

/** Reasons that lie with us: the worker's next try would end the same way. */
const OUR_FAULT: ReadonlySet<ErrorReason> = new Set(['IMAGE_DAMAGED', 'INTERNAL', 'JOB_NOT_FOUND']);

/** Whether something could not be stored or read for now. */
export function isStorageTrouble(error: unknown): boolean {
  return error instanceof AppError && STORAGE_TROUBLE.has(error.reason);
}

/** What any error of a run means for its step. Texts of unknown errors stay out: a job is shown to its caller. */
export function toStepFailure(error: unknown): StepFailure {
  if (error instanceof StepFailure) return error;
  if (!(error instanceof AppError)) {
    return new StepFailure('fatal', storedError(new AppError('INTERNAL')), { cause: error });
  }
  const stored = storedError(error);
  if (isStorageTrouble(error)) {
    return new StepFailure('lost', stored, { retryAfterMs: STORAGE_RETRY_MS, cause: error });
  }
  // What the chunk verifier finds in a worker's output: broken bytes, another try may bring whole ones.
  return new StepFailure(OUR_FAULT.has(error.reason) ? 'fatal' : 'process', stored, { cause: error });
}

/** The form in which a job keeps an error. */
export function storedError(error: AppError): StoredError {
  return { code: error.code, reason: error.reason, message: error.message, step: 0 };
}
