import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { MemoryKind } from '@nanococoa/proto/common/v1/catalog.ts';
import type { MemoryAccount, MemoryLedger, MemoryRequest } from '../memory/memory-ledger.ts';
import { type Child, startChild } from './child-process.ts';
import { COMPUTE_THREADS } from './compute-threads.ts';
import type { FromStudioWorker, ToStudioWorker } from './studio-messages.ts';

export interface PixelWorkerOptions {
  /** For people, such as "pixels 1". */
  name: string;
  entry: string;
  /** Threads beside those that compute, which encode and decode. */
  threads: number;
  /** Threads that compute, the main thread included. */
  computeThreads: number;
  ledger: MemoryLedger;
  log: Logger;
  onMessage(message: FromStudioWorker): void;
  /** It took more memory than was kept for it, and is being ended. */
  onExceeded(cause: string): void;
  /** It is gone. `wasReady`: it could have worked. */
  onExit(cause: string, wasReady: boolean): void;
}

/** A process that works on pixels, with its memory in the ledger. */
export interface PixelWorker {
  child: Child<ToStudioWorker>;
  /**
   * Makes sure of the memory for a step.
   * @throws AppError MEMORY_FULL, MODEL_TOO_LARGE; the signal's reason
   */
  begin(memory: MemoryRequest): Promise<void>;
  /** The step is over: it stays warm for as long as nobody needs its memory. */
  rest(): void;
}

/**
 * Starts a pixel worker once its memory is there.
 * @throws as `begin`
 */
export async function startPixelWorker(
  options: PixelWorkerOptions,
  memory: MemoryRequest,
): Promise<PixelWorker> {
  const { name, entry, ledger, log } = options;
  let child: Child<ToStudioWorker> | undefined;
  const account: MemoryAccount = await ledger.open({
    ...memory,
    name,
    kind: MemoryKind.PIXELS,
    onExceeded(measuredBytes, keptBytes) {
      options.onExceeded(`it took ${mib(measuredBytes)} MiB of memory, ${mib(keptBytes)} were kept for it`);
      child?.kill();
    },
  });
  let ready = false;
  let warm = false;
  let resting = false;
  const restNow = () => account.idle(() => started.kill());
  const started = startChild<ToStudioWorker, FromStudioWorker>({
    name: 'studio-worker',
    entry,
    env: {
      UV_THREADPOOL_SIZE: String(options.threads),
      [COMPUTE_THREADS]: String(options.computeThreads),
    },
    log,
    onMessage(message) {
      switch (message.kind) {
        case 'ready':
          ready = true;
          if (!resting) account.busy();
          break;
        case 'warm':
          warm = true;
          if (resting) restNow();
          break;
        default:
          options.onMessage(message);
      }
    },
  });
  child = started;
  account.attach(started.pid);
  void started.exited.then((cause) => {
    account.close();
    options.onExit(cause, ready);
  });
  return {
    child: started,
    // From rest: two that grew in mid-work could wait for each other.
    async begin(request) {
      await account.resize(request);
      resting = false;
    },
    rest() {
      resting = true;
      // What it takes at rest is known only when it has all that it needs.
      if (warm) restNow();
    },
  };
}

function mib(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
