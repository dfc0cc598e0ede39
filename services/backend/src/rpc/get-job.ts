import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { findOwnJob } from '../jobs/find-own-job.ts';
import type { Storage } from '../storage/storage.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** GetJob: by the job's id, or by the id of the caller's request that made it. */
export function getJobRpc({ storage }: { storage: Storage }): BackendRpc<'getJob'> {
  return async ({ jobId, requestId }, { caller }) => {
    if (requestId === '') return { job: await findOwnJob(storage, caller, jobId) };
    const stored = await storage.findJobByRequest(caller, requestId);
    if (!stored) throw new AppError('JOB_NOT_FOUND');
    return { job: stored.job };
  };
}
