import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { Child } from './child-process.ts';
import { modelsOf } from './models-of-task.ts';
import { createNewsQueue } from './news-queue.ts';
import { processFailed } from './process-failed.ts';
import { createSilenceWatch } from './silence-watch.ts';
import type { StepModels } from './step-models.ts';
import type { FromStudioWorker, PictureOrder, StepProgressNews, ToStudioWorker } from './studio-messages.ts';

/** What a step tells while it runs; `done` is the last. */
export type StepNews = Extract<FromStudioWorker, { kind: 'progress' | 'output' | 'done' }>;

export interface StepRunOptions {
  task: StepTask;
  cacheDir: string;
  /** The studio worker; runs nothing else until `ended`. */
  worker: Child<ToStudioWorker>;
  models: Pick<StepModels, 'cutout' | 'describe' | 'makePicture'>;
  /** A step that says nothing for this long is taken for hung. */
  silenceMs: number;
  log: Logger;
}

/** A step in a studio worker, seen from the service. */
export interface StepRun {
  /** Hands over a piece of an input; resolves when the pipe took it. Throws what the step failed with. */
  sendInput(role: InputRole, data: Uint8Array): Promise<void>;
  /** Says that all inputs have come, and been found right. */
  endInputs(): Promise<void>;
  /**
   * What the step tells, in order, at the reader's speed; of waiting progress only the newest. Throws what
   * the step failed with.
   */
  news(): AsyncGenerator<StepNews, void, undefined>;
  /** Fails the step: the worker is asked to stop, and killed when it has not after STOP_GRACE_MS. */
  stop(error: AppError): void;
  /** Rejects when the step fails; never resolves. */
  failure: Promise<never>;
  /** Ids of the models that have worked for it, in the order of their first work. */
  usedModels(): string[];
  /** Resolves when neither the worker nor a model works on it any more. */
  ended: Promise<void>;
  /** A message of the worker. */
  receive(message: FromStudioWorker): void;
  /** The worker's process is gone. */
  workerExited(cause: string): void;
}

/** How long a process may take to stop by itself. The call must end within 250 ms, a kill takes up to 60. */
export const STOP_GRACE_MS = 150;

/** Begins a step in a studio worker. */
export function startStepRun(options: StepRunOptions): StepRun {
  const { worker, models, log } = options;
  const queue = createNewsQueue<StepNews>();
  const ended = Promise.withResolvers<void>();
  const failure = Promise.withResolvers<never>();
  const stopInference = new AbortController();
  const inferences = new Set<Promise<unknown>>();
  let failed: AppError | undefined;
  let working = true;
  let killTimer: NodeJS.Timeout | undefined;
  let unreadOutputs = 0;
  let picturesAwaited = 0;
  const usedModels = new Set<string>();
  let inputsEnded = false;
  failure.promise.catch(() => undefined);

  const watch = createSilenceWatch(options.silenceMs, {
    // The worker says nothing while it waits for the reader or for a picture, and that is no fault of its own; of the
    // model that makes the picture its pool says whether it hangs.
    paused: () => unreadOutputs > 0 || picturesAwaited > 0,
    onSilence() {
      // An input that does not come is the caller's fault, and costs no attempt.
      if (!inputsEnded)
        return run.stop(new AppError('DEADLINE_EXCEEDED', { message: 'The inputs did not come.' }));
      run.stop(processFailed(`no progress for ${options.silenceMs} ms`));
      worker.kill();
    },
  });
  const tell = (message: ToStudioWorker) => {
    // A broken pipe is followed by the exit, which says more.
    worker.send(message).catch(() => undefined);
  };
  const fail = (error: AppError) => {
    if (failed) return;
    failed = error;
    queue.fail(error);
    failure.reject(error);
    stopInference.abort(error);
  };
  const finish = () => {
    if (!working) return;
    working = false;
    watch.stop();
    clearTimeout(killTimer);
    stopInference.abort();
    void Promise.allSettled(inferences).then(() => ended.resolve());
  };
  /** Waits for a model's work and hands on what comes of it; what it fails with, the step fails with. */
  const answerWith = <T>(work: Promise<T>, answer: (result: T) => ToStudioWorker) => {
    const inference = work.then(
      (result) => tell(answer(result)),
      (error: unknown) => run.stop(error instanceof AppError ? error : internal(error, log)),
    );
    inferences.add(inference);
    return inference.finally(() => inferences.delete(inference));
  };
  const infer = (tensor: Float32Array) => {
    usedModels.add(models.cutout.id);
    void answerWith(models.cutout.infer(tensor, stopInference.signal), (mask) => ({ kind: 'mask', mask }));
  };
  const makePicture = (order: PictureOrder) => {
    for (const id of [order.modelId, order.controlModelId]) if (id !== undefined) usedModels.add(id);
    picturesAwaited += 1;
    const picture = models.makePicture(order, {
      signal: stopInference.signal,
      onProgress: (progress) => tell({ kind: 'picture_progress', progress }),
    });
    void answerWith(picture, (made) => ({ kind: 'picture', picture: made })).then(() => {
      picturesAwaited -= 1;
      watch.reset();
    });
  };

  const run: StepRun = {
    failure: failure.promise,
    usedModels: () => [...usedModels],
    ended: ended.promise,
    async sendInput(role, data) {
      if (failed) throw failed;
      watch.reset();
      await Promise.race([
        worker.send({ kind: 'input', role, data }).catch(() => failure.promise),
        failure.promise,
      ]);
    },
    async endInputs() {
      if (failed) throw failed;
      watch.reset();
      inputsEnded = true;
      await Promise.race([worker.send({ kind: 'inputs_end' }).catch(() => failure.promise), failure.promise]);
    },
    async *news() {
      for (;;) {
        const next = await queue.take();
        yield next;
        if (next.kind === 'done') return;
        if (next.kind !== 'output') continue;
        unreadOutputs -= 1;
        watch.reset();
        tell({ kind: 'ack' });
      }
    },
    stop(error) {
      if (!working || failed) return;
      fail(error);
      tell({ kind: 'cancel' });
      killTimer = setTimeout(() => worker.kill(), STOP_GRACE_MS);
    },
    receive(message) {
      watch.reset();
      switch (message.kind) {
        case 'infer_mask':
          if (!failed) infer(message.tensor);
          break;
        case 'make_picture':
          if (!failed) makePicture(message.order);
          break;
        case 'progress':
          queue.putLatest(message, (waiting) => newer(waiting, message));
          break;
        case 'output':
          unreadOutputs += 1;
          queue.put(message);
          break;
        case 'done':
          queue.put(message);
          finish();
          break;
        case 'failed':
          log.warn({ reason: message.reason, stack: message.stack }, 'step failed');
          fail(new AppError(message.reason, { message: message.message, fields: message.fields }));
          finish();
          break;
        case 'stopped':
          finish();
          break;
        case 'ready':
        case 'warm':
          break;
      }
    },
    workerExited(cause) {
      if (working && !failed) log.warn({ cause }, 'studio worker ended in mid-step');
      fail(processFailed(cause));
      finish();
    },
  };
  const { task, cacheDir } = options;
  const known = modelsOf(task).flatMap((id) => models.describe(id) ?? []);
  tell({ kind: 'begin', task, cacheDir, models: known });
  return run;
}

/** Newer progress in place of waiting one, whose preview it takes over unless it has one of its own. */
function newer(waiting: StepNews, message: StepProgressNews): StepProgressNews | undefined {
  if (waiting.kind !== 'progress') return undefined;
  const preview = message.preview ?? waiting.preview;
  return preview ? { ...message, preview } : message;
}

function internal(error: unknown, log: Logger): AppError {
  log.error({ err: error }, 'inference failed unexpectedly');
  return new AppError('INTERNAL');
}
