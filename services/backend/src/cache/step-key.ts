import { createHash } from 'node:crypto';
import type { Model } from '@nanococoa/proto/common/v1/catalog.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { modelsNamedBy } from '../runner/models-named-by.ts';

/** What of a worker decides how a step turns out; every Worker is one. */
export interface Maker {
  /** Digest over the engine's sources, locked packages and assets. Empty: not known, nothing of it is kept. */
  engineDigest: string;
  models: Pick<Model, 'id' | 'sha256' | 'family'>[];
}

/**
 * The step cache's key: the digest of all that decides a step's pictures. Equal keys mean equal pictures.
 * Of inputs only role and id count, for the id is the digest of the bytes. Of the models of engine diffusion those count
 * that the task names: another one that is installed or removed voids nothing. Lower-case hexadecimal.
 */
export function stepKey(task: StepTask, maker: Maker): string {
  const inputs = task.inputs.map(({ role, image }) => ({
    role,
    image: Image.create({ id: image?.id ?? '' }),
  }));
  const spec = task.spec && { ...task.spec, autoUnload: undefined };
  const bytes = StepTask.encode({ ...task, spec, inputs }).finish();
  const named = modelsNamedBy(task.spec);
  const models = maker.models
    .filter(({ id, family }) => family === '' || named.includes(id))
    .map(({ id, sha256 }) => `${id}:${sha256}`)
    .sort();
  return createHash('sha256')
    .update(JSON.stringify([maker.engineDigest, models]))
    .update(bytes)
    .digest('hex');
}
