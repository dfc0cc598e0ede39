import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { CallOptions, Client } from 'nice-grpc';
import { isConnectionLost } from './is-connection-lost.ts';

/**
 * Refuses to resume a watch after an event that has not been. While the Backend is away the answer is not
 * known; then the watch begins and waits.
 *
 * @throws AppError SEQUENCE_OUT_OF_RANGE with the last sequence number; the Backend's JOB_NOT_FOUND
 */
export async function checkSequence(
  backend: Pick<Client<BackendServiceDefinition>, 'getJob'>,
  options: CallOptions,
  { jobId, afterSequence }: { jobId: string; afterSequence: number },
): Promise<void> {
  if (afterSequence === 0) return;
  let lastSequence: number | undefined;
  try {
    lastSequence = (await backend.getJob({ jobId }, options)).job?.lastSequence;
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
  }
  if (lastSequence === undefined || afterSequence <= lastSequence) return;
  throw new AppError('SEQUENCE_OUT_OF_RANGE', {
    fields: [{ field: 'after_sequence', description: `is ${afterSequence}; must be 0 to ${lastSequence}` }],
    metadata: { last_sequence: String(lastSequence) },
  });
}
