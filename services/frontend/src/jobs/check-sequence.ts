import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { CallOptions, Client } from 'nice-grpc';
import { isConnectionLost } from './is-connection-lost.ts';

/** Tells whether a job has an event with a sequence number, after which a watch is to be resumed. */
export type CheckSequence = (afterSequence: number) => Promise<void>;

/**
 * Makes a check for one job. Watchers who come at the same time, as after a restart, share one look at the job. While
 * the Backend is away the answer is not known; then the watch begins and waits.
 * @returns a check that throws AppError SEQUENCE_OUT_OF_RANGE with the last sequence number, or the Backend's
 * JOB_NOT_FOUND
 */
export function createSequenceCheck(
  backend: Pick<Client<BackendServiceDefinition>, 'getJob'>,
  options: () => CallOptions,
  jobId: string,
): CheckSequence {
  let looking: Promise<number | undefined> | undefined;

  const look = async (): Promise<number | undefined> => {
    try {
      return (await backend.getJob({ jobId }, options())).job?.lastSequence;
    } catch (error) {
      if (isConnectionLost(error)) return undefined;
      throw error;
    }
  };
  const join = (): Promise<number | undefined> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  return async (afterSequence) => {
    let lastSequence = await join();
    if (lastSequence === undefined || afterSequence <= lastSequence) return;
    // That look may have begun before the event that this watcher has seen elsewhere.
    lastSequence = await join();
    if (lastSequence === undefined || afterSequence <= lastSequence) return;
    throw new AppError('SEQUENCE_OUT_OF_RANGE', {
      fields: [{ field: 'after_sequence', description: `is ${afterSequence}; must be 0 to ${lastSequence}` }],
      metadata: { last_sequence: String(lastSequence) },
    });
  };
}
