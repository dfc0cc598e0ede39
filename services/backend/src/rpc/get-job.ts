import { findOwnJob } from '../jobs/find-own-job.ts';
import type { Storage } from '../storage/storage.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** GetJob. */
export function getJobRpc({ storage }: { storage: Storage }): BackendRpc<'getJob'> {
  return async ({ jobId }, { caller }) => ({ job: await findOwnJob(storage, caller, jobId) });
}
