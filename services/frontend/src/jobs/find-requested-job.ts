import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { CallOptions, Client } from 'nice-grpc';

/** The job that a request of the caller's has made, by the request's id; undefined: none yet. */
export async function findRequestedJob(
  backend: Pick<Client<BackendServiceDefinition>, 'getJob'>,
  call: CallOptions,
  requestId: string,
): Promise<Job | undefined> {
  try {
    return (await backend.getJob({ requestId }, call)).job;
  } catch (error) {
    if (fromClientError(error)?.reason === 'JOB_NOT_FOUND') return undefined;
    throw error;
  }
}
