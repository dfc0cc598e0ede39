import { MemoryKind, type Model, type Worker } from '@nanococoa/proto/common/v1/catalog.ts';

/** The installed models that hold no memory: neither loaded, nor loading, nor still being ended. */
export function unloadedModels({ models, memory }: Pick<Worker, 'models' | 'memory'>): Model[] {
  const held = new Set(
    memory?.entries.filter(({ kind }) => kind === MemoryKind.MODEL).map(({ name }) => name),
  );
  return models.filter(({ id, loaded }) => !loaded && !held.has(id));
}
