import { deleteJob } from '../jobs/delete-job.ts';
import { findOwnJob } from '../jobs/find-own-job.ts';
import type { Storage } from '../storage/storage.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** DeleteJob: its images go later, when nothing else needs them. */
export function deleteJobRpc({ storage }: { storage: Storage }): BackendRpc<'deleteJob'> {
  return async ({ jobId }, { caller }) => {
    await deleteJob(storage, await findOwnJob(storage, caller, jobId));
    return {};
  };
}
