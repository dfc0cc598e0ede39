import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { ListModelsRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { mergeModels } from '../models/merge-models.ts';

/** ListModels: the models that the workers have installed, also while no worker is connected. */
export function listModels({ backend }: Pick<Dependencies, 'backend'>) {
  return async (_request: ListModelsRequest, context: Context) => {
    const { workers } = await backend.getCatalogue(
      {},
      downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }),
    );
    return mergeModels(workers);
  };
}
