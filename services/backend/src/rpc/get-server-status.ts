import type { Dispatcher } from '../queue/dispatcher.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { WorkerRegistry } from '../workers/worker-registry.ts';
import type { BackendRpc } from './backend-rpc.ts';

export interface GetServerStatusDependencies {
  queue: JobQueue;
  dispatcher: Dispatcher;
  registry: WorkerRegistry;
  queueCapacity: number;
  version: string;
}

/** GetServerStatus. */
export function getServerStatusRpc(deps: GetServerStatusDependencies): BackendRpc<'getServerStatus'> {
  return async () => ({
    status: {
      queuedJobs: deps.queue.size,
      runningJobs: deps.dispatcher.running,
      queueCapacity: deps.queueCapacity,
      workers: deps.registry.workers(),
      version: deps.version,
    },
  });
}
