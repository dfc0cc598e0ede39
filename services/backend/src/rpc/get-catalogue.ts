import type { WorkerRegistry } from '../workers/worker-registry.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** GetCatalogue: what can make steps, also while no worker is connected. */
export function getCatalogueRpc({
  registry,
}: {
  registry: Pick<WorkerRegistry, 'catalogue'>;
}): BackendRpc<'getCatalogue'> {
  return async () => ({ workers: registry.catalogue() });
}
