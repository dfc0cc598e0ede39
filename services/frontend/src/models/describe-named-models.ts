import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { EngineNeeds } from './engine-needs.ts';
import { mergeModels } from './merge-models.ts';

/** What is wrong with the models that a spec names for a step, each by itself and with each other. */
export function describeNamedModels(
  workers: readonly Worker[],
  { models: needs, command }: EngineNeeds,
  { named, root }: { named: ReadonlyMap<string, string>; root: string },
): { unknown: FieldViolation[]; unfit: FieldViolation[] } {
  const { models: installed } = mergeModels(workers);
  const unknown: FieldViolation[] = [];
  const unfit: FieldViolation[] = [];
  const families = new Map<string, string>();
  for (const { field, task } of needs) {
    const id = named.get(field);
    if (id === undefined) continue;
    const fitting = installed.filter(({ tasks }) => tasks.includes(task)).map((model) => model.id);
    const hint = fitting.length > 0 ? `installed: ${fitting.join(', ')}` : `install one: ${command}`;
    const model = installed.find((other) => other.id === id);
    if (!model) {
      unknown.push({ field: `${root}.${field}`, description: `is "${id}", which no worker has; ${hint}` });
    } else if (!model.tasks.includes(task)) {
      const can = model.tasks.join(', ') || model.task;
      unfit.push({
        field: `${root}.${field}`,
        description: `is "${id}", a model for ${can}; must be one for ${task}; ${hint}`,
      });
    } else {
      families.set(field, model.family);
    }
  }
  const [base, ...others] = families;
  for (const [field, family] of others) {
    if (family === base[1]) continue;
    unfit.push({
      field: `${root}.${field}`,
      description: `is "${named.get(field)}", of family ${family}; ${base[0]} is of family ${base[1]}, and both must be of one`,
    });
  }
  return { unknown, unfit };
}
