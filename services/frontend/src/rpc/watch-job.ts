import type { Context } from '@nanococoa/common/rpc/context.ts';
import type { WatchJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkId, ID } from '../requests/check-id.ts';

/**
 * WatchJob: the job's events after a sequence number, then what follows, to the last one. A Backend
 * that goes away and comes back is not seen in the stream.
 */
export function watchJob({ feeds }: Pick<Dependencies, 'feeds'>) {
  return ({ jobId, afterSequence }: WatchJobRequest, context: Context) => {
    checkId(ID.job, 'job_id', jobId);
    const { caller, requestId, signal } = context;
    return feeds.watch({ caller, requestId, jobId, afterSequence, signal });
  };
}
