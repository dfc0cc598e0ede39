import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { RunStepResponse } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { storedError } from '../runner/step-failure.ts';
import { StepFailure } from '../runner/step-service.ts';

/** A worker answers at once, whether it has a slot or not; a slow one is not waited for longer than this. */
const ACCEPT_TIMEOUT_MS = 10_000;

/**
 * The responses of a step, of which the first must say that the worker took it.
 * @throws StepFailure `lost` when nothing comes for 10 s, `fatal` when it is another message: another version's worker
 */
export async function* acceptedFirst(
  responses: AsyncIterable<RunStepResponse>,
): AsyncGenerator<RunStepResponse> {
  const iterator = responses[Symbol.asyncIterator]();
  const first = await withinTimeout(iterator.next());
  if (first.done) return;
  if (first.value.part?.$case !== 'accepted') {
    throw failure('fatal', 'STEP_FAILED', 'The worker speaks another version of RunStep.');
  }
  yield first.value;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

async function withinTimeout<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(failure('lost', 'UNAVAILABLE', 'The worker did not say whether it takes the step.')),
      ACCEPT_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function failure(
  kind: 'lost' | 'fatal',
  reason: 'UNAVAILABLE' | 'STEP_FAILED',
  message: string,
): StepFailure {
  return new StepFailure(kind, storedError(new AppError(reason, { message })));
}
