import { AppError } from '@nanococoa/common/errors/app-error.ts';

/** The memory that the tensors of waiting and running inferences hold in the service's own process. */
export interface TensorBudget {
  /**
   * Takes a part until the returned function is called. One inference always fits.
   * @throws AppError MEMORY_FULL
   */
  take(bytes: number): () => void;
}

/** An inference takes from milliseconds to seconds. */
const RETRY_AFTER_MS = 1000;

export function createTensorBudget(limitBytes: number): TensorBudget {
  let takenBytes = 0;
  return {
    take(bytes) {
      if (takenBytes > 0 && takenBytes + bytes > limitBytes) {
        throw new AppError('MEMORY_FULL', {
          message: 'Too many tensors wait for inference.',
          retryAfterMs: RETRY_AFTER_MS,
        });
      }
      takenBytes += bytes;
      return () => {
        takenBytes -= bytes;
      };
    },
  };
}
