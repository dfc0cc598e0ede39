import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { WorkerRegistry } from '../workers/worker-registry.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** Register: the worker is there as long as its stream; `closing` ends the stream from our side. */
export function registerRpc(deps: {
  registry: WorkerRegistry;
  closing: AbortSignal;
}): BackendRpc<'register'> {
  return async (requests, { log }) => {
    const registration = deps.registry.register();
    const stop = new AbortController();
    const closed = new Promise<undefined>((resolve) => {
      if (deps.closing.aborted) resolve(undefined);
      deps.closing.addEventListener('abort', () => resolve(undefined), { signal: stop.signal });
    });
    const iterator = requests[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await Promise.race([iterator.next(), closed]);
        if (!next || next.done) return {};
        const { worker } = next.value;
        if (!worker?.id) {
          throw new AppError('INVALID_REQUEST', {
            fields: [{ field: 'worker.id', description: 'is empty' }],
          });
        }
        registration.update(worker);
        log.debug({ worker_id: worker.id, slots: worker.slots, busy_slots: worker.busySlots }, 'worker');
      }
    } finally {
      stop.abort();
      registration.end();
    }
  };
}
