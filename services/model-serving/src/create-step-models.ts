import { InputRole, type StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { pictureSize } from './imaging/painting/picture-size.ts';
import type { MemoryLedger } from './memory/memory-ledger.ts';
import type { CutoutModel } from './models/cutout-model.ts';
import type { ModelPool } from './models/model-pool.ts';
import { pictureUses } from './models/plan-picture.ts';
import { modelsOf } from './processes/models-of-task.ts';
import type { StepModels } from './processes/step-models.ts';
import type { ProviderName } from './providers/model-device.ts';
import type { ModelRegistry } from './registry/model-registry.ts';

export interface StepModelsOptions {
  registry: Pick<ModelRegistry, 'get'>;
  pool: Pick<ModelPool, 'makePicture' | 'unload'>;
  cutout: CutoutModel;
  ledger: Pick<MemoryLedger, 'estimate'>;
  provider: ProviderName;
}

/** The models as steps use them: those of the registry, run in the pool. */
export function createStepModels(options: StepModelsOptions): StepModels {
  const { registry, pool, cutout } = options;
  return {
    cutout,
    describe(id) {
      const model = registry.get(id);
      return model && model.family !== '' ? { id, family: model.family, tasks: model.tasks } : undefined;
    },
    makePicture: ({ modelId, controlModelId, job }, { onProgress, signal }) =>
      pool.makePicture(modelId, job, {
        ...(controlModelId !== undefined && { controlModelId }),
        ...{ onProgress, signal },
      }),
    largest(task) {
      // A photo is cut out, unless it brings its own transparency, which only its pixels tell.
      const mayCutOut = task.inputs.some(({ role }) => role === InputRole.PRODUCT);
      const models = [
        ...(mayCutOut ? [{ id: cutout.id, bytes: cutout.memoryBytes() }] : []),
        ...painting(task, options),
      ];
      return models.toSorted((a, b) => b.bytes - a.bytes)[0];
    },
    unload: (id) => void pool.unload(id),
  };
}

/** The model that paints for a step, with its graphs opened one after another where that takes less. */
function painting(task: StepTask, { registry, ledger, provider }: StepModelsOptions) {
  const [id, controlId] = modelsOf(task);
  const model = id === undefined ? undefined : registry.get(id);
  if (!model || model.family === '') return [];
  const { width = 1024, height = 1024 } = task.spec?.output ?? {};
  const { background, text, composition } = task.spec ?? {};
  const { guidance } = [background, text, composition][task.step - 1] ?? {};
  const control = controlId === undefined ? undefined : registry.get(controlId);
  const size = pictureSize(model.family, { width, height });
  const { all, sequential } = pictureUses(model, control, { ...size, guidance }, provider);
  return [{ id: model.id, bytes: Math.min(ledger.estimate(all), ledger.estimate(sequential)) }];
}
