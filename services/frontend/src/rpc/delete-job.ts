import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { DeleteJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/** DeleteJob: removes a finished job. */
export function deleteJob({ backend }: Pick<Dependencies, 'backend'>) {
  return async ({ jobId }: DeleteJobRequest, context: Context) => {
    checkId(ID.job, 'job_id', jobId);
    return backend.deleteJob({ jobId }, downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }));
  };
}
