import type { Model, Worker } from '@nanococoa/proto/common/v1/catalog.ts';

/**
 * What all workers have together: each model once, by id, as the worker tells it that has it in memory, if one has;
 * and the engines, in order of name.
 */
export function mergeModels(workers: readonly Worker[]): { models: Model[]; engines: string[] } {
  const byId = new Map<string, Model>();
  for (const model of workers.flatMap(({ models }) => models)) {
    const known = byId.get(model.id);
    if (!known || (model.loaded && !known.loaded)) byId.set(model.id, model);
  }
  const models = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { models, engines: [...new Set(workers.flatMap(({ engines }) => engines))].sort() };
}
