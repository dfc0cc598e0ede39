import { storageError } from '../storage-error.ts';

/** Runs work on files; its failure comes in the words of `storageError`. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageError(error);
  }
}
