import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { MadePicture, PictureProgress } from '../diffusion/picture-job.ts';
import { type Child, startChild } from '../processes/child-process.ts';
import { processFailed } from '../processes/process-failed.ts';
import { STOP_GRACE_MS } from '../processes/step-run.ts';
import type {
  FromGraphProcess,
  LoadGraph,
  MakePicture,
  OpenPipeline,
  RunGraph,
  ToGraphProcess,
} from './child/graph-messages.ts';
import { watchForHang } from './hang-watch.ts';
import type { ModelSignature, ModelTensors } from './model-pool.ts';

export interface ModelProcessOptions {
  /** Module that it runs. */
  entry: string;
  /** Without processor time for this long it is hung. */
  hangMs: number;
  log: Logger;
}

/** A process that waits for its model, or has it. */
export interface ModelProcess {
  readonly pid: number;
  /** Whether it has neither ended nor been killed. */
  alive(): boolean;
  /** Whether `kill` was called. */
  killed(): boolean;
  /** Resolves when it is ready to load; never rejects. */
  ready: Promise<void>;
  /**
   * Loads its model, once.
   * @throws GraphError when ONNX Runtime refuses it; AppError MODEL_PROCESS_FAILED when the process is gone; the
   *   signal's reason when it is gone because of that
   */
  load(message: Omit<LoadGraph, 'kind'>, signal: AbortSignal): Promise<ModelSignature>;
  /** Runs it; one at a time. Throws as `load` does. @param limitMs What it may take before it is taken for hung. */
  run(message: Omit<RunGraph, 'kind'>, signal: AbortSignal, limitMs: number): Promise<ModelTensors>;
  /** Gets ready for a pipeline, once; its graphs are opened by its pictures. Throws as `load` does. */
  open(message: Omit<OpenPipeline, 'kind'>, signal: AbortSignal): Promise<void>;
  /**
   * Makes a picture; one at a time. When `signal` aborts it is asked to stop, which it does between two steps; it is
   * killed when it has not after STOP_GRACE_MS. Throws as `load` does.
   */
  makePicture(message: Omit<MakePicture, 'kind'>, options: ProcessPictureOptions): Promise<MadePicture>;
  /** Ends it at once; what it was doing fails with the cause. */
  kill(cause: string): void;
  /** Resolves when it is gone, with the cause in words. */
  exited: Promise<string>;
}

export interface ProcessPictureOptions {
  signal: AbortSignal;
  /** What one step may take before it is taken for hung; of a processor only one that does nothing is. */
  stepLimitMs: number;
  onProgress(progress: PictureProgress): void;
}

/** ONNX Runtime, or a pipeline, says that something cannot be done; its process lives. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  /** Whether the pipeline or the job is at fault, and the message says why to whoever asked. */
  readonly isFault: boolean;

  constructor(message: string, isFault = false) {
    super(message);
    this.isFault = isFault;
  }
}

/** Whether memory was missing: "Failed to allocate memory", "std::bad_alloc". */
export function isAllocationError({ message }: GraphError): boolean {
  return /alloc/i.test(message);
}

/** Starts a process for any model. */
export function startModelProcess({ entry, hangMs, log }: ModelProcessOptions): ModelProcess {
  let answer: PromiseWithResolvers<FromGraphProcess> | undefined;
  let killedFor: string | undefined;
  let usesCpu = true;
  let onProgress: ((progress: PictureProgress) => void) | undefined;
  const ready = Promise.withResolvers<void>();
  const child: Child<ToGraphProcess> = startChild<ToGraphProcess, FromGraphProcess>({
    name: 'model-process',
    entry,
    env: RETURN_MEMORY,
    log,
    onMessage: (message) => {
      if (message.kind === 'ready') ready.resolve();
      else if (message.kind === 'progress') onProgress?.(message.progress);
      else answer?.resolve(message);
    },
  });
  const kill = (cause: string) => {
    killedFor ??= cause;
    child.kill();
  };
  const exited = child.exited.then((cause) => {
    const words = killedFor ?? (cause === 'signal SIGKILL' ? OUT_OF_MEMORY : cause);
    answer?.reject(processFailed(words));
    return words;
  });

  /** One question at a time: the process answers none while it computes. */
  const ask = async (
    message: ToGraphProcess,
    signal: AbortSignal,
    limitMs: number,
    onNews?: (progress: PictureProgress) => void,
  ) => {
    signal.throwIfAborted();
    if (!child.alive()) throw processFailed(await exited);
    const asked = Promise.withResolvers<FromGraphProcess>();
    answer = asked;
    const watch = () => watchForHang({ pid: child.pid, hangMs, limitMs, usesCpu, onHung: kill });
    let stopWatch = watch();
    onProgress = (progress) => {
      stopWatch();
      stopWatch = watch();
      onNews?.(progress);
    };
    let killTimer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      if (message.kind === 'picture') child.send({ kind: 'stop' }).catch(() => undefined);
      killTimer = setTimeout(() => kill('cancelled'), STOP_GRACE_MS);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      // When the pipe is broken the exit follows, and rejects the answer.
      child.send(message).catch(() => undefined);
      const got = await asked.promise;
      if (got.kind === 'failed') throw new GraphError(got.message, got.isFault);
      return got;
    } catch (error) {
      if (error instanceof GraphError) throw error;
      // Whoever hears of it may count on the memory.
      await exited;
      signal.throwIfAborted();
      throw error;
    } finally {
      answer = undefined;
      onProgress = undefined;
      signal.removeEventListener('abort', onAbort);
      clearTimeout(killTimer);
      stopWatch();
    }
  };
  const unexpected = (kind: string) => {
    kill(`unexpected answer ${kind}`);
    return new AppError('INTERNAL');
  };

  return {
    pid: child.pid,
    alive: child.alive,
    killed: child.killed,
    ready: ready.promise,
    exited,
    kill,
    async load(message, signal) {
      usesCpu = message.device.provider === 'cpu';
      // How long a load takes depends on the disk, too; only one without progress is hung.
      const got = await ask({ kind: 'load', ...message }, signal, Number.POSITIVE_INFINITY);
      if (got.kind !== 'loaded') throw unexpected(got.kind);
      return got.signature;
    },
    async open(message, signal) {
      usesCpu = message.device.provider === 'cpu';
      const got = await ask({ kind: 'open', ...message }, signal, Number.POSITIVE_INFINITY);
      if (got.kind !== 'opened') throw unexpected(got.kind);
    },
    async makePicture(message, { signal, stepLimitMs, onProgress: onNews }) {
      const limitMs = usesCpu ? Number.POSITIVE_INFINITY : stepLimitMs;
      const got = await ask({ kind: 'picture', ...message }, signal, limitMs, onNews);
      if (got.kind === 'stopped') signal.throwIfAborted();
      if (got.kind !== 'picture') throw unexpected(got.kind);
      return got.picture;
    },
    async run(message, signal, limitMs) {
      const got = await ask({ kind: 'run', ...message }, signal, limitMs);
      if (got.kind !== 'result') throw unexpected(got.kind);
      return got.outputs;
    },
  };
}

/**
 * glibc's allocator otherwise keeps what a released graph had (measured: all of 400 MB, which the next graph then came
 * on top of), and two thirds more of float16 weights than are in use; with blocks of 1 MB and more from the kernel, a
 * release gives them back at once. It takes no more processor time.
 */
const RETURN_MEMORY = {
  MALLOC_MMAP_THRESHOLD_: String(2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 20),
};

/** Nobody here did it; on Linux it is mostly the kernel or the container's limit. */
const OUT_OF_MEMORY = 'signal SIGKILL, probably for want of memory';
