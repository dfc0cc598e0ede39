import { cancelJob } from '../jobs/cancel-job.ts';
import { findOwnJob } from '../jobs/find-own-job.ts';
import type { Journal } from '../jobs/journal.ts';
import type { Storage } from '../storage/storage.ts';
import type { BackendRpc } from './backend-rpc.ts';

export interface CancelJobRpcDependencies {
  storage: Storage;
  journal: Journal;
  abort(jobId: string): void;
}

/** CancelJob. */
export function cancelJobRpc(deps: CancelJobRpcDependencies): BackendRpc<'cancelJob'> {
  return async ({ jobId }, { caller }) => {
    await findOwnJob(deps.storage, caller, jobId);
    return { job: await cancelJob(deps, jobId) };
  };
}
