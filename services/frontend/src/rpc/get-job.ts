import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { GetJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/** GetJob: a job as it is. */
export function getJob({ backend }: Dependencies) {
  return async ({ jobId }: GetJobRequest, context: Context) => {
    checkId(ID.job, 'job_id', jobId);
    return backend.getJob({ jobId }, downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }));
  };
}
