import { AppError } from '@nanococoa/common/errors/app-error.ts';

/** The error of a step whose own process failed: another attempt may succeed. */
export function processFailed(cause: string): AppError {
  return new AppError('MODEL_PROCESS_FAILED', {
    message: `The process that ran the step ended unexpectedly: ${cause}.`,
    metadata: { retriable: 'true', cause },
  });
}
