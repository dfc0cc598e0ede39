import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { hasRoom } from '../memory/has-room.ts';
import type { MemoryLedger, MemoryRequest } from '../memory/memory-ledger.ts';
import { fitStep } from './fit-step.ts';
import { type PixelWorker, startPixelWorker } from './pixel-worker.ts';
import { idleWorkerMemory, predictStepMemory } from './predict-step-memory.ts';
import { processFailed } from './process-failed.ts';
import { removeAbandonedFiles } from './remove-abandoned-files.ts';
import type { StepModels } from './step-models.ts';
import { type StepRun, startStepRun } from './step-run.ts';

export interface WorkerPoolOptions {
  /** Steps at the same time. */
  slots: number;
  /** Threads of each worker that encode and decode. */
  threads: number;
  /** Threads of each worker that compute, its main thread included. */
  computeThreads: number;
  /** Module that a studio worker runs. */
  workerEntry: string;
  cacheDir: string;
  ledger: MemoryLedger;
  /** Each is unloaded after a step that used it and whose spec says so. */
  models: StepModels;
  silenceMs: number;
  log: Logger;
  /** A slot was taken or became free. */
  onChange: () => void;
}

/** The studio workers: one warm process for each slot, for as long as there is memory for it. */
export interface WorkerPool {
  /**
   * Takes a free slot and begins the step in its worker. The slot is free again when the run has ended.
   * @throws AppError NO_FREE_SLOT and MEMORY_FULL with the time to come back, MODEL_TOO_LARGE, SHUTTING_DOWN; the
   *   signal's reason
   */
  start(task: StepTask, log: Logger, signal: AbortSignal): Promise<StepRun>;
  busySlots(): number;
  /** Process ids of the workers. */
  pids(): number[];
  /** Refuses new steps, gives those that run `graceMs` to end, gives back the rest, ends the workers. */
  close(graceMs: number): Promise<void>;
}

interface Slot {
  name: string;
  /** Between a step's admission and its end. */
  taken: boolean;
  worker: PixelWorker | undefined;
  run: StepRun | undefined;
  /** A warm worker is due. */
  warming: NodeJS.Timeout | undefined;
  failedStarts: number;
}

/** Steps take seconds; a caller that asks once a second neither floods nor idles. */
const RETRY_AFTER_MS = 1000;
/** A step is refused at once, but for memory that is becoming free just now. */
const MEMORY_WAIT_MS = 250;
/**
 * A worker in place of one that has ended is started when what ended it is surely over, a cancel above all: starting
 * takes a third of a second of processor time. A step that comes earlier does not wait for that.
 */
const WARM_UP_DELAY_MS = 1000;
/** A worker that cannot even start is not started in a tight loop. */
const LONGEST_WARM_UP_DELAY_MS = 30_000;
/** When the children of an earlier process have surely ended. */
const PREDECESSORS_GONE_MS = 2000;

/** Starts the workers. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { log, ledger, onChange } = options;
  const slots = Array.from({ length: options.slots }, (_, index): Slot => {
    const name = `pixels ${index + 1}`;
    return { name, taken: false, worker: undefined, run: undefined, warming: undefined, failedStarts: 0 };
  });
  const idle = idleWorkerMemory(options.computeThreads);
  let closing = false;
  let admittedBytes = 0;

  const tidyUp = () => {
    removeAbandonedFiles(options.cacheDir).catch((err: unknown) =>
      log.warn({ err }, 'the cache was not tidied'),
    );
  };
  const startWorker = async (slot: Slot, memory: MemoryRequest): Promise<PixelWorker> => {
    clearTimeout(slot.warming);
    const worker = await startPixelWorker(
      {
        name: slot.name,
        entry: options.workerEntry,
        threads: options.threads,
        computeThreads: options.computeThreads,
        ledger,
        log,
        // Of a worker that is gone, news may still lie in the pipe; the slot's run is another's by then.
        onMessage: (message) => {
          if (slot.worker === worker) slot.run?.receive(message);
        },
        onExceeded: (cause) => slot.run?.stop(processFailed(cause)),
        onExit(cause, wasReady) {
          slot.failedStarts = wasReady || worker.child.killed() ? 0 : slot.failedStarts + 1;
          if (!closing) log.info({ child_pid: worker.child.pid, cause }, 'studio worker ended');
          if (slot.worker !== worker) return;
          slot.worker = undefined;
          slot.run?.workerExited(cause);
          tidyUp();
          warmUpLater(slot);
        },
      },
      memory,
    );
    slot.worker = worker;
    return worker;
  };
  const warmUp = async (slot: Slot) => {
    if (closing || slot.taken || slot.worker) return;
    if (!hasRoom(ledger, 2 * ledger.estimate(idle))) return warmUpLater(slot);
    slot.taken = true;
    try {
      const worker = await startWorker(slot, { ...idle, maxWaitMs: 0 });
      if (closing) worker.child.kill();
      else worker.rest();
    } catch (err) {
      log.debug({ err }, 'no warm studio worker');
      warmUpLater(slot);
    } finally {
      slot.taken = false;
    }
  };
  const warmUpLater = (slot: Slot) => {
    clearTimeout(slot.warming);
    if (closing) return;
    const delayMs = Math.min(LONGEST_WARM_UP_DELAY_MS, WARM_UP_DELAY_MS * 2 ** slot.failedStarts);
    slot.warming = setTimeout(() => void warmUp(slot), delayMs).unref();
  };
  tidyUp();
  // The workers of a service that was killed follow it within a second.
  const tidyUpAgain = setTimeout(tidyUp, PREDECESSORS_GONE_MS);
  for (const slot of slots) void warmUp(slot);

  const runs = () => slots.flatMap(({ run }) => (run ? [run] : []));
  /** A free slot whose worker is warm, if there is one. */
  const freeSlot = () => {
    const free = slots.filter(({ taken }) => !taken);
    return free.find(({ worker }) => worker?.child.alive()) ?? free[0];
  };
  const workerFor = async (slot: Slot, memory: MemoryRequest): Promise<PixelWorker> => {
    if (!slot.worker?.child.alive()) return await startWorker(slot, memory);
    await slot.worker.begin(memory);
    return slot.worker;
  };

  return {
    async start(task, stepLog, signal) {
      if (closing) throw new AppError('SHUTTING_DOWN');
      const slot = freeSlot();
      if (!slot) throw new AppError('NO_FREE_SLOT', { retryAfterMs: RETRY_AFTER_MS });
      const { cacheDir, models, silenceMs } = options;
      const use = fitStep(ledger, predictStepMemory(task, options.computeThreads), {
        ...{ worker: slot.name, admittedBytes },
        model: models.largest(task),
      });
      const memory = { ...use, maxWaitMs: MEMORY_WAIT_MS, signal };
      const stepBytes = ledger.estimate(use);
      slot.taken = true;
      admittedBytes += stepBytes;
      let worker: PixelWorker;
      try {
        worker = await workerFor(slot, memory);
        if (closing) throw new AppError('SHUTTING_DOWN');
      } catch (error) {
        slot.taken = false;
        // One that was started while the pool closed is among none of those that it ended.
        if (closing) slot.worker?.child.kill();
        throw error;
      } finally {
        admittedBytes -= stepBytes;
      }
      const run = startStepRun({
        ...{ task, cacheDir, worker: worker.child, models, silenceMs, log: stepLog },
      });
      slot.run = run;
      onChange();
      void run.ended.then(() => {
        slot.run = undefined;
        slot.taken = false;
        if (worker.child.alive()) worker.rest();
        if (task.spec?.autoUnload !== false) for (const id of run.usedModels()) models.unload(id);
        onChange();
      });
      return run;
    },
    busySlots: () => slots.filter(({ run }) => run !== undefined).length,
    pids: () => slots.flatMap(({ worker }) => (worker ? [worker.child.pid] : [])),
    async close(graceMs) {
      closing = true;
      clearTimeout(tidyUpAgain);
      for (const { warming } of slots) clearTimeout(warming);
      const giveBack = setTimeout(() => {
        for (const run of runs()) run.stop(new AppError('SHUTTING_DOWN'));
      }, graceMs);
      await Promise.all(runs().map(({ ended }) => ended));
      clearTimeout(giveBack);
      const workers = slots.flatMap(({ worker }) => (worker ? [worker.child] : []));
      for (const worker of workers) worker.kill();
      await Promise.all(workers.map(({ exited }) => exited));
    },
  };
}
