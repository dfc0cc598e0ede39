import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import {
  type InputRole,
  ModelServingServiceDefinition,
  type RunStepRequest,
  type StepInput,
  type StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { storedError } from '../runner/step-failure.ts';
import { StepFailure, type StepService } from '../runner/step-service.ts';
import { acceptedFirst } from './accepted-first.ts';
import { classifyFailure } from './classify-failure.ts';

/** Which ModelServing the gateway is to choose: see gateway/src/clusters/cluster.ts. */
const WORKER_KEY = 'x-nanococoa-worker';

/** ModelServing by way of the gateway. @param options.address "host:port" */
export function createStepService(options: { address: string }): StepService & { close(): void } {
  const { client, close } = createRpcClient(ModelServingServiceDefinition, options);
  return {
    close,
    async *run(task, readInputs, { signal, caller, requestId, workerAddress }) {
      // Ends the call also when its responses are not read to their end.
      const stop = new AbortController();
      const call = { caller, requestId, signal: AbortSignal.any([signal, stop.signal]) };
      const wanted = Promise.withResolvers<InputRole[]>();
      const inputs = notingFailure(readInputs);
      try {
        const options = downstream(call);
        if (workerAddress) options.metadata?.set(WORKER_KEY, workerAddress);
        const responses = client.runStep(requests(task, wanted.promise, inputs.read), options);
        for await (const response of acceptedFirst(responses)) {
          if (response.part?.$case === 'accepted') wanted.resolve(response.part.value.wanted);
          yield response;
        }
      } catch (error) {
        if (signal.aborted) throw error;
        throw inputs.failure() ?? toFailure(error);
      } finally {
        wanted.resolve([]);
        stop.abort();
      }
    },
  };
}

async function* requests(
  task: StepTask,
  wanted: Promise<InputRole[]>,
  readInputs: (wanted: InputRole[]) => AsyncIterable<StepInput>,
): AsyncGenerator<RunStepRequest> {
  yield { part: { $case: 'task', value: task } };
  for await (const input of readInputs(await wanted)) yield { part: { $case: 'input', value: input } };
}

/** An input that cannot be read ends the call as a cancelled one: what really happened is kept beside. */
function notingFailure(readInputs: (wanted: InputRole[]) => AsyncIterable<StepInput>) {
  let failure: unknown;
  return {
    failure: () => failure,
    async *read(wanted: InputRole[]): AsyncGenerator<StepInput> {
      try {
        yield* readInputs(wanted);
      } catch (error) {
        failure = error;
        throw error;
      }
    },
  };
}

function toFailure(error: unknown): unknown {
  const kind = classifyFailure(error);
  if (!kind) return error;
  const known = fromClientError(error) ?? new AppError('STEP_FAILED');
  // The wire checks itself: bytes that arrive other than announced were stored so.
  const isDamaged = known.reason === 'DIGEST_MISMATCH' || known.reason === 'IMAGE_SIZE_MISMATCH';
  const told = isDamaged ? new AppError('IMAGE_DAMAGED') : known;
  return new StepFailure(kind, storedError(told), { retryAfterMs: known.retryAfterMs, cause: error });
}
