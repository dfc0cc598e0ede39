import type { QueueNews } from '../queue/queue-news.ts';
import { type WatchJobsDependencies, watchJobs } from '../watch/watch-jobs.ts';
import type { BackendRpc } from './backend-rpc.ts';

export interface WatchJobsRpcDependencies extends WatchJobsDependencies {
  queueNews: QueueNews;
}

/** WatchJobs: does not end by itself. */
export function watchJobsRpc(deps: WatchJobsRpcDependencies): BackendRpc<'watchJobs'> {
  return ({ cursor }, { caller, signal }) =>
    // Where the waiting jobs stand is passing news, made only for those that are watched.
    watchJobs(deps, { caller, cursor, signal, onSubscribed: () => deps.queueNews.changed() });
}
