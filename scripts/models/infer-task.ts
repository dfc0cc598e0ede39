import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { readAbilities } from '../../services/model-serving/src/registry/model-abilities.ts';
import type { ModelTask } from '../../services/model-serving/src/registry/model-registry.ts';

/** What a folder without a manifest is for, where that can be seen; undefined: it cannot. */
export async function inferTask(dir: string): Promise<ModelTask | undefined> {
  // With this file it is meant as a pipeline, whatever may be wrong with it.
  if (await lstat(join(dir, 'model_index.json')).catch(() => undefined)) return 'text-to-image';
  for (const task of ['text-to-image', 'control'] as const)
    if ((await readAbilities(dir, { task, files: [] })).fault === undefined) return task;
  return undefined;
}
