import { takesSchedulers } from '@nanococoa/common/parameters/schedulers.ts';
import type { Model, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { EngineNeeds } from './engine-needs.ts';

/** Families in the order in which they are taken where the caller names none: the best pictures first. */
const FAMILIES: readonly string[] = ['flux', 'sdxl', 'stable-diffusion'];

/**
 * The models that a step will be made with: one for each need, all of one family and in one worker, and those that are
 * named among them. Undefined when no worker has such. Of several the first that takes a scheduler where one is asked for,
 * then by family, then by id.
 *
 * @param wishes.named Ids by the field that names them.
 */
export function chooseModels(
  workers: readonly Worker[],
  { models: needs }: EngineNeeds,
  { named, hasScheduler }: { named: ReadonlyMap<string, string>; hasScheduler: boolean },
): Model[] | undefined {
  const sets = workers
    .filter(({ engines }) => engines.includes('diffusion'))
    .flatMap((worker) =>
      needs.reduce<Model[][]>(
        (chosen, { field, task }) =>
          chosen.flatMap((before) =>
            worker.models
              .filter(({ id, tasks }) => tasks.includes(task) && id === (named.get(field) ?? id))
              .filter(({ family }) => before.every((other) => other.family === family))
              .map((model) => [...before, model]),
          ),
        [[]],
      ),
    );
  const sorted = sets.sort(compareSets);
  return (hasScheduler && sorted.find(([{ family }]) => takesSchedulers(family))) || sorted.at(0);
}

function compareSets(a: readonly Model[], b: readonly Model[]): number {
  const byFamily = rank(a[0].family) - rank(b[0].family);
  if (byFamily !== 0) return byFamily;
  const different = a.findIndex(({ id }, index) => id !== b[index].id);
  return different < 0 ? 0 : a[different].id < b[different].id ? -1 : 1;
}

function rank(family: string): number {
  const index = FAMILIES.indexOf(family);
  return index < 0 ? FAMILIES.length : index;
}
