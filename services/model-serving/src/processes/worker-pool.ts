import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { type Child, startChild } from './child-process.ts';
import { removeAbandonedFiles } from './remove-abandoned-files.ts';
import { type InferMask, type StepRun, startStepRun } from './step-run.ts';
import type { FromStudioWorker, ToStudioWorker } from './studio-messages.ts';

export interface WorkerPoolOptions {
  /** Steps at the same time. */
  slots: number;
  /** Module that a studio worker runs. */
  workerEntry: string;
  cacheDir: string;
  /** The cut-out model; unloaded after a step that used it and whose spec says so. */
  model: { infer: InferMask; unload(): void };
  silenceMs: number;
  log: Logger;
  /** A slot was taken or became free. */
  onChange: () => void;
}

/** The studio workers: one warm process for each slot. */
export interface WorkerPool {
  /**
   * Takes a free slot and begins the step in its worker. The slot is free again when the run has ended.
   * @throws AppError NO_FREE_SLOT with the time to come back, SHUTTING_DOWN
   */
  start(task: StepTask, log: Logger): StepRun;
  busySlots(): number;
  /** Process ids of the workers. */
  pids(): number[];
  /** Refuses new steps, gives those that run `graceMs` to end, gives back the rest, ends the workers. */
  close(graceMs: number): Promise<void>;
}

interface Slot {
  worker: Child<ToStudioWorker> | undefined;
  run: StepRun | undefined;
  restartDelayMs: number;
}

/** Steps take seconds; a caller that asks once a second neither floods nor idles. */
const RETRY_AFTER_MS = 1000;
/** A worker that cannot even start is not started in a tight loop. */
const FIRST_RESTART_MS = 100;
const LONGEST_RESTART_MS = 5000;
/** When the children of an earlier process have surely ended. */
const PREDECESSORS_GONE_MS = 2000;

/** Starts the workers. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { log, onChange } = options;
  const slots = Array.from({ length: options.slots }, (): Slot => {
    return { worker: undefined, run: undefined, restartDelayMs: FIRST_RESTART_MS };
  });
  let closing = false;

  const tidyUp = () => {
    removeAbandonedFiles(options.cacheDir).catch((err: unknown) =>
      log.warn({ err }, 'the cache was not tidied'),
    );
  };
  const startWorker = (slot: Slot) => {
    if (closing) return;
    let ready = false;
    const worker = startChild<ToStudioWorker, FromStudioWorker>({
      name: 'studio-worker',
      entry: options.workerEntry,
      log,
      onMessage(message) {
        // Of a worker that is gone, news may still lie in the pipe; the slot's run is another's by then.
        if (slot.worker !== worker) return;
        if (message.kind !== 'ready') return slot.run?.receive(message);
        ready = true;
        slot.restartDelayMs = FIRST_RESTART_MS;
      },
    });
    slot.worker = worker;
    void worker.exited.then((cause) => {
      slot.worker = undefined;
      if (!closing) {
        log.info({ child_pid: worker.pid, cause }, 'studio worker ended; starting another');
        // At once, if possible: the slot is free the moment that the run has ended.
        if (ready || worker.killed()) startWorker(slot);
        else setTimeout(startWorker, slot.restartDelayMs, slot).unref();
        slot.restartDelayMs = Math.min(LONGEST_RESTART_MS, slot.restartDelayMs * 2);
      }
      slot.run?.workerExited(cause);
      tidyUp();
    });
  };
  tidyUp();
  // The workers of a service that was killed follow it within a second.
  const tidyUpAgain = setTimeout(tidyUp, PREDECESSORS_GONE_MS);
  for (const slot of slots) startWorker(slot);

  const runs = () => slots.flatMap(({ run }) => (run ? [run] : []));

  return {
    start(task, stepLog) {
      if (closing) throw new AppError('SHUTTING_DOWN');
      const slot = slots.find(({ worker, run }) => worker?.alive() && !run);
      if (!slot?.worker) throw new AppError('NO_FREE_SLOT', { retryAfterMs: RETRY_AFTER_MS });
      const { cacheDir, model, silenceMs } = options;
      const inferMask = model.infer;
      const run = startStepRun({ task, cacheDir, worker: slot.worker, inferMask, silenceMs, log: stepLog });
      slot.run = run;
      onChange();
      void run.ended.then(() => {
        slot.run = undefined;
        if (run.usedModel() && task.spec?.autoUnload !== false) model.unload();
        onChange();
      });
      return run;
    },
    busySlots: () => runs().length,
    pids: () => slots.flatMap(({ worker }) => (worker ? [worker.pid] : [])),
    async close(graceMs) {
      closing = true;
      clearTimeout(tidyUpAgain);
      const giveBack = setTimeout(() => {
        for (const run of runs()) run.stop(new AppError('SHUTTING_DOWN'));
      }, graceMs);
      await Promise.all(runs().map(({ ended }) => ended));
      clearTimeout(giveBack);
      const workers = slots.flatMap(({ worker }) => (worker ? [worker] : []));
      for (const worker of workers) worker.kill();
      await Promise.all(workers.map(({ exited }) => exited));
    },
  };
}
