import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import {
  ModelServingServiceDefinition,
  type RunStepRequest,
  type StepInput,
  type StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { storedError } from '../runner/step-failure.ts';
import { StepFailure, type StepService } from '../runner/step-service.ts';
import { classifyFailure } from './classify-failure.ts';

/** ModelServing by way of the gateway. @param options.address "host:port" */
export function createStepService(options: { address: string }): StepService & { close(): void } {
  const { client, close } = createRpcClient(ModelServingServiceDefinition, options);
  return {
    close,
    async *run(task, inputs, { signal, caller, requestId }) {
      try {
        yield* client.runStep(requests(task, inputs), downstream({ signal, caller, requestId }));
      } catch (error) {
        const kind = classifyFailure(error);
        if (!kind) throw error;
        const known = fromClientError(error) ?? new AppError('STEP_FAILED');
        throw new StepFailure(kind, storedError(known), { retryAfterMs: known.retryAfterMs, cause: error });
      }
    },
  };
}

async function* requests(task: StepTask, inputs: AsyncIterable<StepInput>): AsyncGenerator<RunStepRequest> {
  yield { part: { $case: 'task', value: task } };
  for await (const input of inputs) yield { part: { $case: 'input', value: input } };
}
