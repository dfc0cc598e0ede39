import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { findOwnJob } from '../jobs/find-own-job.ts';
import { isFinished } from '../jobs/job-states.ts';
import type { QueueNews } from '../queue/queue-news.ts';
import type { Storage } from '../storage/storage.ts';
import { type WatchDependencies, watchJob } from '../watch/watch-job.ts';
import type { BackendRpc } from './backend-rpc.ts';

export interface WatchJobRpcDependencies extends WatchDependencies {
  storage: Storage;
  queueNews: QueueNews;
}

/** WatchJob: ends when the job is finished, or the caller leaves. */
export function watchJobRpc(deps: WatchJobRpcDependencies): BackendRpc<'watchJob'> {
  return async function* watch({ jobId, afterSequence }, { caller, signal }) {
    const job = await findOwnJob(deps.storage, caller, jobId);
    if (afterSequence > job.lastSequence) {
      throw new AppError('SEQUENCE_OUT_OF_RANGE', {
        fields: [{ field: 'after_sequence', description: `is ${afterSequence}; 0 to ${job.lastSequence}` }],
        metadata: { last_sequence: String(job.lastSequence) },
      });
    }
    if (isFinished(job) && afterSequence === job.lastSequence) return;
    deps.queueNews.tell(jobId);
    for await (const news of watchJob(deps, { jobId, afterSequence, signal })) yield { news };
  };
}
