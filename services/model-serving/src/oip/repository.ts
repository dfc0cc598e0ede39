import { AppError } from '@nanococoa/common/errors/app-error.ts';
import {
  type RepositoryIndexRequest,
  RepositoryIndexResponse,
  type RepositoryModelLoadRequest,
  type RepositoryModelUnloadRequest,
} from '@nanococoa/proto/inference/open_inference.ts';
import type { ModelPool } from '../models/model-pool.ts';
import { refusedLoadParameters } from './refused-parameters.ts';
import { MODEL_VERSION, type ServedModels } from './served-models.ts';

interface Dependencies {
  models: ServedModels;
  pool: ModelPool;
}

/** RepositoryIndex: the models that are served, and whether each is in memory. */
export function indexRepository(
  { repositoryName, ready }: RepositoryIndexRequest,
  { models, pool }: Dependencies,
): RepositoryIndexResponse {
  checkRepositoryName(repositoryName);
  const loaded = new Set(pool.loaded().map(({ id }) => id));
  const index = models.list().map(({ id }) => ({
    name: id,
    version: MODEL_VERSION,
    state: loaded.has(id) ? 'READY' : 'UNAVAILABLE',
    reason: loaded.has(id) ? '' : 'unloaded: the next request loads it',
  }));
  return RepositoryIndexResponse.create({
    models: ready ? index.filter(({ state }) => state === 'READY') : index,
  });
}

/** RepositoryModelLoad: loads a model if it is not loaded. */
export async function loadModel(
  request: RepositoryModelLoadRequest,
  signal: AbortSignal,
  { models, pool }: Dependencies,
): Promise<void> {
  checkRepositoryName(request.repositoryName);
  const fields = refusedLoadParameters(request);
  if (fields.length > 0) throw new AppError('INVALID_REQUEST', { fields });
  await pool.load(models.find(request.modelName, '').id, signal);
}

/** RepositoryModelUnload: answers when the model's memory is free. */
export async function unloadModel(
  { repositoryName, modelName }: RepositoryModelUnloadRequest,
  { models, pool }: Dependencies,
): Promise<void> {
  checkRepositoryName(repositoryName);
  const model = models.find(modelName, '');
  if (pool.loaded().some(({ id, pinned }) => id === model.id && pinned)) {
    const description = 'is pinned by the configuration and stays in memory';
    throw new AppError('INVALID_REQUEST', { fields: [{ field: 'model_name', description }] });
  }
  await pool.unload(model.id);
}

function checkRepositoryName(name: string): void {
  if (name === '') return;
  const description = 'must be empty: there is one models folder';
  throw new AppError('INVALID_REQUEST', { fields: [{ field: 'repository_name', description }] });
}
