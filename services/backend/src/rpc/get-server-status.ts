import type { Dispatcher } from '../queue/dispatcher.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { WorkerRegistry } from '../workers/worker-registry.ts';
import type { BackendRpc } from './backend-rpc.ts';

export interface GetServerStatusDependencies {
  queue: Pick<JobQueue, 'size' | 'startedSize'>;
  dispatcher: Pick<Dispatcher, 'running' | 'waitingToGoOn'>;
  registry: Pick<WorkerRegistry, 'workers'>;
  queueCapacity: number;
  version: string;
}

/**
 * GetServerStatus. A job that has started counts as running until it is finished, also while it waits for a worker that
 * was lost, as its state says; one that another Backend has taken counts there.
 */
export function getServerStatusRpc(deps: GetServerStatusDependencies): BackendRpc<'getServerStatus'> {
  const { queue, dispatcher, registry } = deps;
  return async () => ({
    status: {
      queuedJobs: queue.size,
      runningJobs: dispatcher.running + dispatcher.waitingToGoOn + queue.startedSize,
      queueCapacity: deps.queueCapacity,
      workers: registry.workers(),
      version: deps.version,
    },
  });
}
