import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { CallOptions, Client } from 'nice-grpc';
import { ifFound } from '../requests/if-found.ts';

/** The job that a request of the caller's has made, by the request's id; undefined: none yet. */
export async function findRequestedJob(
  backend: Pick<Client<BackendServiceDefinition>, 'getJob'>,
  call: CallOptions,
  requestId: string,
): Promise<Job | undefined> {
  return (await ifFound(backend.getJob({ requestId }, call), 'JOB_NOT_FOUND'))?.job;
}
