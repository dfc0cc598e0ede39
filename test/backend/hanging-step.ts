import type { RunStepResponse } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { honestStep, progress, type SeenStep } from './fake-model-serving.ts';

/** A step that runs until its call ends; tells when it has begun and when it has been stopped. */
export interface HangingStep {
  run(seen: SeenStep): AsyncGenerator<RunStepResponse>;
  begun: Promise<void>;
  stopped: Promise<void>;
}

/** @param only The step that hangs, while the others are done honestly; left out, any step hangs. */
export function hangingStep(only?: number): HangingStep {
  const begun = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  async function* run(seen: SeenStep): AsyncGenerator<RunStepResponse> {
    if (only !== undefined && seen.task.step !== only) return yield* honestStep(seen);
    yield progress(0.1);
    begun.resolve();
    await new Promise((resolve) => seen.signal.addEventListener('abort', resolve));
    stopped.resolve();
  }
  return { run, begun: begun.promise, stopped: stopped.promise };
}
