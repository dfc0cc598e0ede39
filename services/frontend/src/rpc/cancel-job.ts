import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { CancelJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/** CancelJob: stops a job; the same call again is fine. */
export function cancelJob({ backend }: Dependencies) {
  return async ({ jobId }: CancelJobRequest, context: Context) => {
    checkId(ID.job, 'job_id', jobId);
    return backend.cancelJob({ jobId }, downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }));
  };
}
