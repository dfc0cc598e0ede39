import { defaultBudget, memoryLimit } from '../../services/model-serving/src/memory/machine-memory.ts';

/** What ModelServing takes at most on this machine, bytes, as it is configured here. */
export function memoryBudget(env: NodeJS.ProcessEnv = process.env): number {
  const megabytes = Number(env.MODEL_SERVING_MEMORY_MB ?? 0);
  return megabytes > 0 ? megabytes * 2 ** 20 : defaultBudget(memoryLimit().limitBytes);
}
