import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { ModelRegistry, RegisteredModel } from '../registry/model-registry.ts';

/** The only version of each model: a changed model is another one, told by its digest. */
export const MODEL_VERSION = '1';

/** The installed models that the protocol can run: those of one graph. */
export interface ServedModels {
  /** By id. */
  list(): RegisteredModel[];
  /**
   * @param version "1", or empty
   * @throws AppError MODEL_UNKNOWN
   */
  find(name: string, version: string): RegisteredModel;
}

export function createServedModels(registry: ModelRegistry): ServedModels {
  return {
    list: () => registry.list().filter(hasOneGraph),
    find(name, version) {
      const model = registry.get(name);
      const unknown = (message: string) => new AppError('MODEL_UNKNOWN', { message });
      if (!model) throw unknown(`There is no model ${JSON.stringify(name)}.`);
      if (!hasOneGraph(model)) {
        throw unknown(`Model "${name}" is a pipeline; this protocol serves models of one graph.`);
      }
      if (version !== '' && version !== MODEL_VERSION) {
        throw unknown(`Model "${name}" has no version ${JSON.stringify(version)}, only "${MODEL_VERSION}".`);
      }
      return model;
    },
  };
}

function hasOneGraph({ files }: RegisteredModel): boolean {
  return files.filter(({ path }) => path.endsWith('.onnx')).length === 1;
}
