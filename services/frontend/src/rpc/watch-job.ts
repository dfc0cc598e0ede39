import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { WatchJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkSequence } from '../jobs/check-sequence.ts';
import { withHeartbeats } from '../jobs/with-heartbeats.ts';
import { BACKEND_TIMEOUT_MS, HEARTBEAT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/**
 * WatchJob: the job's events after a sequence number, then what follows, to the last one. A Backend
 * that goes away and comes back is not seen in the stream.
 */
export function watchJob({ backend, feeds, draining }: Dependencies) {
  return async function* ({ jobId, afterSequence }: WatchJobRequest, context: Context) {
    checkId(ID.job, 'job_id', jobId);
    const left = new AbortController();
    const signal = AbortSignal.any([context.signal, draining, left.signal]);
    try {
      const options = downstream({ ...context, signal }, { timeoutMs: BACKEND_TIMEOUT_MS });
      await checkSequence(backend, options, { jobId, afterSequence });
      const { caller, requestId } = context;
      const news = feeds.subscribe({ caller, requestId, jobId, afterSequence, signal });
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
