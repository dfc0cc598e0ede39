import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import type { WatchJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { followJob } from '../jobs/follow-job.ts';
import { withHeartbeats } from '../jobs/with-heartbeats.ts';
import { HEARTBEAT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/**
 * WatchJob: the job's events after a sequence number, then what follows, to the last one. A Backend
 * that goes away and comes back is not seen in the stream.
 */
export function watchJob({ backend, draining }: Dependencies) {
  return async function* ({ jobId, afterSequence }: WatchJobRequest, context: Context) {
    checkId(ID.job, 'job_id', jobId);
    const left = new AbortController();
    const signal = AbortSignal.any([context.signal, draining, left.signal]);
    try {
      const news = followJob({ backend, origin: { ...context, signal }, jobId, afterSequence });
      yield* withHeartbeats(news, { everyMs: HEARTBEAT_MS, signal });
    } catch (error) {
      // The client comes back with the last sequence number it has seen, and finds another Frontend.
      if (draining.aborted && !context.signal.aborted) throw new AppError('SHUTTING_DOWN');
      throw error;
    } finally {
      left.abort();
    }
  };
}
