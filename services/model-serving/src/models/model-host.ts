import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { type Child, startChild } from '../processes/child-process.ts';
import { processFailed } from '../processes/process-failed.ts';
import { STOP_GRACE_MS } from '../processes/step-run.ts';
import type { InstalledModel } from './installed-model.ts';
import type { KnownModel } from './known-models.ts';
import type { FromModelProcess, ToModelProcess } from './model-messages.ts';

export interface ModelHostOptions {
  model: KnownModel;
  installed: InstalledModel;
  /** Module that the model's process runs. */
  processEntry: string;
  /** A model that is not used for this long is unloaded. */
  idleMs: number;
  log: Logger;
  /** The model was loaded or unloaded. */
  onChange: () => void;
}

/** A model in a process of its own, loaded when it is first needed. */
export interface ModelHost {
  /**
   * Runs the model on its input tensor, after the inferences that were asked for before. When `signal`
   * aborts a running inference, the process gets STOP_GRACE_MS to finish it and is then killed.
   * @throws AppError MODEL_MISSING, MODEL_PROCESS_FAILED; the signal's reason
   */
  infer(tensor: Float32Array, signal: AbortSignal): Promise<Float32Array>;
  /** Ends the process, giving all its memory back, once no inference is asked for. */
  unload(): void;
  /** The process that has the model in memory. */
  loadedPid(): number | undefined;
  /** Its processes, the spare one included. */
  pids(): number[];
  close(): Promise<void>;
}

interface ModelProcess {
  child: Child<ToModelProcess>;
  loaded: boolean;
  answer: PromiseWithResolvers<FromModelProcess> | undefined;
}

/** A spare process is started when the step that ended the last one is surely over, to take no time from it. */
const SPARE_DELAY_MS = 1000;

/** Starts a spare process, so that the first load pays for no start-up. */
export function createModelHost(options: ModelHostOptions): ModelHost {
  const { model, installed, idleMs, onChange } = options;
  const log = options.log.child({ model: model.id });
  let current: ModelProcess | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let unloadWhenFree = false;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const start = (): ModelProcess => {
    const started: ModelProcess = {
      loaded: false,
      answer: undefined,
      child: startChild<ToModelProcess, FromModelProcess>({
        name: 'model-process',
        entry: options.processEntry,
        log,
        onMessage: (message) => started.answer?.resolve(message),
      }),
    };
    void started.child.exited.then((cause) => {
      if (current === started) current = undefined;
      started.answer?.reject(processFailed(cause));
      if (started.loaded) onChange();
      schedule(SPARE_DELAY_MS, startSpare);
    });
    return started;
  };
  const startSpare = () => {
    if (!closed) current ??= start();
  };
  /** One timer is enough: either the process waits to be unloaded, or there is none and a spare is due. */
  const schedule = (delayMs: number, action: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(action, delayMs);
    timer.unref();
  };
  const end = () => {
    unloadWhenFree = false;
    if (current?.loaded) current.child.kill();
  };

  const ask = async (process: ModelProcess, message: ToModelProcess): Promise<FromModelProcess> => {
    process.answer = Promise.withResolvers();
    // When the pipe is broken the exit follows, and rejects the answer.
    process.child.send(message).catch(() => undefined);
    const answer = await process.answer.promise;
    if (answer.kind !== 'failed') return answer;
    log.error({ cause: answer.message }, 'model process reports an error');
    process.child.kill();
    throw processFailed('the model reported an error');
  };
  const inferNow = async (tensor: Float32Array, signal: AbortSignal): Promise<Float32Array> => {
    signal.throwIfAborted();
    const path = await installed.path();
    signal.throwIfAborted();
    if (closed) throw new AppError('SHUTTING_DOWN');
    clearTimeout(timer);
    if (!current?.child.alive()) current = start();
    const process = current;
    let killTimer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      killTimer = setTimeout(() => process.child.kill(), STOP_GRACE_MS);
    };
    signal.addEventListener('abort', onAbort);
    try {
      if (!process.loaded) {
        const startMs = performance.now();
        await ask(process, { kind: 'load', path, inputShape: model.inputShape });
        process.loaded = true;
        log.info(
          { child_pid: process.child.pid, duration_ms: Math.round(performance.now() - startMs) },
          'loaded',
        );
        onChange();
      }
      signal.throwIfAborted();
      const answer = await ask(process, { kind: 'infer', tensor });
      if (answer.kind !== 'result') throw processFailed(`unexpected answer ${answer.kind}`);
      return answer.tensor;
    } finally {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(killTimer);
    }
  };

  schedule(0, startSpare);
  return {
    infer(tensor, signal) {
      waiting += 1;
      let begun = false;
      const inference = turn.then(() => {
        begun = true;
        return inferNow(tensor, signal);
      });
      turn = inference
        .catch(() => undefined)
        .then(() => {
          waiting -= 1;
          if (waiting > 0) return;
          if (unloadWhenFree) end();
          else if (current?.loaded) schedule(idleMs, end);
        });
      return new Promise((resolve, reject) => {
        inference.then(resolve, reject);
        // Who only waits in line need not wait for the one in front.
        signal.addEventListener('abort', () => !begun && reject(signal.reason), { once: true });
      });
    },
    unload() {
      if (waiting > 0) unloadWhenFree = true;
      else end();
    },
    loadedPid: () => (current?.loaded ? current.child.pid : undefined),
    pids: () => (current ? [current.child.pid] : []),
    async close() {
      closed = true;
      clearTimeout(timer);
      const child = current?.child;
      child?.kill();
      await child?.exited;
    },
  };
}
