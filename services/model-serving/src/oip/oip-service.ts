import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { implement, type ServiceRegistration } from '@nanococoa/common/rpc/server.ts';
import { GRPCInferenceServiceDefinition } from '@nanococoa/proto/inference/open_inference.ts';
import type { ModelPool } from '../models/model-pool.ts';
import type { ModelRegistry } from '../registry/model-registry.ts';
import { boundRequests, isOversized, OVERSIZED } from './bounded-requests.ts';
import { explainError } from './explain-error.ts';
import { infer } from './infer.ts';
import { describeModel, isModelReady } from './model-metadata.ts';
import { createModelSignatures } from './model-signatures.ts';
import { OIP_TENSOR_BYTES } from './oip-memory.ts';
import { indexRepository, loadModel, unloadModel } from './repository.ts';
import { createServedModels } from './served-models.ts';
import { createTensorBudget } from './tensor-budget.ts';

export interface OipServiceOptions {
  registry: ModelRegistry;
  pool: ModelPool;
  /** Version of ModelServing. */
  version: string;
  /** Whether the service has begun to end. */
  isDraining(): boolean;
}

/** inference.GRPCInferenceService over the installed models: the Open Inference Protocol, version 2. */
export function createOipService(options: OipServiceOptions): ServiceRegistration {
  const { registry, pool, version, isDraining } = options;
  const models = createServedModels(registry);
  const signatures = createModelSignatures(pool);
  const budget = createTensorBudget(OIP_TENSOR_BYTES);
  return implement(boundRequests(GRPCInferenceServiceDefinition), {
    serverLive: async () => ({ live: true }),
    serverReady: async () => ({ ready: !isDraining() }),
    modelReady: async (request) => ({
      ready: !isDraining() && (await isModelReady(request, { models, registry })),
    }),
    serverMetadata: async () => ({ name: 'nanococoa', version, extensions: ['model_repository'] }),
    modelMetadata: explained((request, { signal }) => describeModel(request, signal, { models, signatures })),
    modelInfer: explained((request, { signal }) => {
      if (isDraining()) throw new AppError('SHUTTING_DOWN');
      return infer(request, signal, { models, pool, signatures, budget });
    }),
    repositoryIndex: explained(async (request) => indexRepository(request, { models, pool })),
    repositoryModelLoad: explained(async (request, { signal }) => {
      await loadModel(request, signal, { models, pool });
      return {};
    }),
    repositoryModelUnload: explained(async (request) => {
      await unloadModel(request, { models, pool });
      return {};
    }),
  });
}

function explained<Request extends object, Response>(
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      if (isOversized(request)) {
        throw new AppError('INVALID_REQUEST', { fields: [{ field: 'request', description: OVERSIZED }] });
      }
      return await handle(request, context);
    } catch (error) {
      throw explainError(error);
    }
  };
}
