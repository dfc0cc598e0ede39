import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { modelsNamedBy } from './models-named-by.ts';

/**
 * Where a step has to go: `any`, the gateway chooses; `one`, the least busy of those that have its models, which not all
 * have; `busy`, those that have them have no free slot; `nobody`, no connected worker has them.
 */
export type WorkerChoice =
  | { kind: 'any' }
  | { kind: 'one'; address: string }
  | { kind: 'busy' }
  | { kind: 'nobody'; models: string[] };

/** @param spec The step's part of the spec. */
export function chooseWorker(workers: readonly Worker[], spec: AdSpec | undefined): WorkerChoice {
  const named = modelsNamedBy(spec);
  const able = workers.filter(({ models }) => named.every((id) => models.some((model) => model.id === id)));
  // Without any worker a step is on its way to one that comes just now.
  if (able.length === workers.length) return { kind: 'any' };
  if (able.length === 0) return { kind: 'nobody', models: named };
  const [best] = able.toSorted((a, b) => freeSlots(b) - freeSlots(a));
  if (freeSlots(best) <= 0) return { kind: 'busy' };
  return best.address === '' ? { kind: 'any' } : { kind: 'one', address: best.address };
}

function freeSlots({ slots, busySlots }: Worker): number {
  return slots - busySlots;
}
