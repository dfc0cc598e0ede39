import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { MemoryKind } from '@nanococoa/proto/common/v1/catalog.ts';
import { hasRoom } from '../memory/has-room.ts';
import type { MemoryAccount, MemoryLedger } from '../memory/memory-ledger.ts';
import type { ModelProcess } from './model-process.ts';

export interface SpareProcessOptions {
  ledger: MemoryLedger;
  start(): ModelProcess;
  /** Whether a model is loaded, used or stopped at this moment. */
  busy(): boolean;
  log: Logger;
}

/**
 * One process that has all a load needs in memory but the model, so that a load pays for no start-up. Everything else
 * comes before it: it ends when its memory is needed, and comes back when there is room.
 */
export interface SpareProcess {
  /** The process, if there is one: from now on it is the caller's, and its memory is in no account. */
  take(): ModelProcess | undefined;
  /** Ends it when so much memory is not free. Resolves when its own is. */
  makeRoom(bytes: number): Promise<void>;
  /** Another one is wanted as soon as the machine has time for it. */
  refill(): void;
  close(): Promise<void>;
}

const REQUEST = { estimateKey: 'spare process', predictedBytes: 60_000_000, maxWaitMs: 0 };
/** Starting a process takes two cores for a moment; not while a cancel or a load is measured by somebody. */
const DELAY_MS = 1000;
/** On a machine that is always busy it comes nevertheless. */
const LONGEST_DELAY_MS = 5000;
/** How long until it is tried again where there was no room, or where the last one could not even start. */
const RETRY_MS = 5000;

/**
 * When it is ready it has not reached its size yet (measured: 26 MB, and 33 MB half a second later), which is what the
 * ledger learns when it is told that the process is idle, and holds it to.
 */
const SETTLED_MS = 1000;

/** Starts the spare process at once. */
export function createSpareProcess({ ledger, start, busy, log }: SpareProcessOptions): SpareProcess {
  let spare: { process: ModelProcess; account: MemoryAccount } | undefined;
  let opening = false;
  let closed = false;
  /** When it is wanted at the latest; 0: it is not wanted. */
  let dueMs = 0;
  let timer: NodeJS.Timeout | undefined;

  /** @param delayMs How long nothing else must happen before it. */
  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      if (busy() && performance.now() < dueMs) schedule(DELAY_MS);
      else void fill();
    }, delayMs);
    timer.unref();
  };
  const retry = () => schedule(RETRY_MS);
  const fill = async () => {
    dueMs = 0;
    if (closed || opening || spare) return;
    if (!hasRoom(ledger, ledger.estimate(REQUEST))) return retry();
    opening = true;
    try {
      await open();
    } catch (err) {
      log.debug({ err }, 'no memory for a spare process');
      retry();
    } finally {
      opening = false;
    }
  };
  const open = async () => {
    const account = await ledger.open({
      ...REQUEST,
      name: 'spare process',
      kind: MemoryKind.SPARE,
      onExceeded: () => end(),
    });
    if (closed) return account.close();
    const process = start();
    const own = { process, account };
    spare = own;
    account.attach(process.pid);
    const end = () => {
      if (spare === own) process.kill('not needed');
    };
    void process.ready
      .then(() => delay(SETTLED_MS, undefined, { ref: false }))
      .then(() => {
        if (spare === own) account.idle(end);
      });
    void process.exited.then(() => {
      if (spare !== own) return;
      account.close();
      spare = undefined;
      retry();
    });
  };
  void fill();

  return {
    take() {
      const taken = spare;
      if (!taken?.process.alive()) return undefined;
      spare = undefined;
      taken.account.close();
      return taken.process;
    },
    async makeRoom(bytes) {
      if (!spare || hasRoom(ledger, bytes)) return;
      spare.process.kill('its memory is needed');
      await spare.process.exited;
    },
    refill() {
      if (spare || opening) return;
      const nowMs = performance.now();
      if (dueMs === 0) dueMs = nowMs + LONGEST_DELAY_MS;
      schedule(Math.max(0, Math.min(DELAY_MS, dueMs - nowMs)));
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      spare?.process.kill('the service ends');
      await spare?.process.exited;
    },
  };
}
