import type { Error as StoredError } from '@nanococoa/proto/common/v1/job.ts';
import type {
  InputRole,
  RunStepResponse,
  StepInput,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';

/** Whoever runs steps: ModelServing, by way of the gateway. */
export interface StepService {
  /**
   * Runs one step, by the worker at `workerAddress` where that is given and there. The first response is `accepted`; then
   * the inputs that the worker wants are read and sent.
   * @throws StepFailure; whatever `readInputs` throws; an AbortError when `signal` aborts
   */
  run(
    task: StepTask,
    readInputs: (wanted: InputRole[]) => AsyncIterable<StepInput>,
    options: { signal: AbortSignal; caller: string; requestId: string; workerAddress?: string | undefined },
  ): AsyncIterable<RunStepResponse>;
}

/**
 * What a failed run means:
 * `process`: the step's own process failed, an attempt is spent;
 * `lost`: the worker was not reached or was lost, or nothing can be stored: the step is given back as if nothing had been;
 * `refused`: no worker has room: the same, and a slot less is free than was thought;
 * `fatal`: another try would end the same way.
 */
export type StepFailureKind = 'process' | 'lost' | 'refused' | 'fatal';

/** A run of a step that did not end well. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly kind: StepFailureKind;
  /** What the job keeps of it. */
  readonly stored: StoredError;
  /** When it should be tried again, milliseconds from now. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: StepFailureKind,
    stored: StoredError,
    options: { retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(stored.message, { cause: options.cause });
    this.kind = kind;
    this.stored = stored;
    this.retryAfterMs = options.retryAfterMs;
  }
}
