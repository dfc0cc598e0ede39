import type { QueueNews } from '../queue/queue-news.ts';
import { type WatchJobsDependencies, watchJobs } from '../watch/watch-jobs.ts';
import type { BackendRpc } from './backend-rpc.ts';

export interface WatchJobsRpcDependencies extends WatchJobsDependencies {
  queueNews: QueueNews;
}

/** WatchJobs: does not end by itself. */
export function watchJobsRpc(deps: WatchJobsRpcDependencies): BackendRpc<'watchJobs'> {
  // Where a job stands is passing news, made only for those that are watched: who has just come hears it at once.
  const onSubscribed = (jobIds: readonly string[]): void => jobIds.forEach(deps.queueNews.tell);
  return ({ cursor }, { caller, signal }) => watchJobs(deps, { caller, cursor, signal, onSubscribed });
}
