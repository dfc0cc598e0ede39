import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import {
  BackendServiceDefinition,
  type RegisterRequest,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';

export interface RegistrationOptions {
  /** "host:port", by way of the gateway. */
  backendAddress: string;
  describe: () => Promise<Worker>;
  log: Logger;
}

export interface Registration {
  /** The worker has changed: tells it at once. */
  changed(): void;
  /** Ends the registration, so that no more steps are sent here. */
  close(): Promise<void>;
}

/** How often memory and processor use are told while a step runs, and while none does. */
const BUSY_INTERVAL_MS = 2000;
const IDLE_INTERVAL_MS = 10_000;
/** Backend is near and comes back within seconds, and jobs wait for the registration. */
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2000;
/** A stream that has lived this long has reached Backend. */
const SETTLED_MS = 1000;
/** How long Backend may take to answer the end of the stream. */
const FAREWELL_MS = 500;

/** Holds the Register stream to Backend, and opens it again whenever it ends, until closed. */
export function keepRegistered({ backendAddress, describe, log }: RegistrationOptions): Registration {
  const rpc = createRpcClient(BackendServiceDefinition, { address: backendAddress });
  const closing = new AbortController();
  const hangUp = new AbortController();
  let wake = () => {};

  const news = async function* (): AsyncGenerator<RegisterRequest> {
    while (!closing.signal.aborted) {
      // What changes while this is on its way wakes the next round.
      const { promise: changed, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const worker = await describe();
      yield { worker };
      const timer = setTimeout(resolve, worker.busySlots > 0 ? BUSY_INTERVAL_MS : IDLE_INTERVAL_MS);
      await changed;
      clearTimeout(timer);
    }
  };
  const holdStream = async () => {
    const settled = setTimeout(() => log.info('registered with Backend'), SETTLED_MS);
    try {
      await rpc.client.register(news(), { signal: hangUp.signal });
    } finally {
      clearTimeout(settled);
    }
  };
  const run = async () => {
    let retryMs = FIRST_RETRY_MS;
    while (!closing.signal.aborted) {
      const startMs = performance.now();
      const failure = await holdStream().catch((err: unknown) => err);
      if (closing.signal.aborted) return;
      const settled = performance.now() - startMs > SETTLED_MS;
      if (settled) retryMs = FIRST_RETRY_MS;
      // Said once for each outage, not for each try.
      if (settled || retryMs === FIRST_RETRY_MS)
        log.warn({ err: failure }, 'Backend is not reachable; trying again');
      await sleep(retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    }
  };

  const running = run();
  return {
    changed: () => wake(),
    async close() {
      closing.abort();
      wake();
      const timer = setTimeout(() => hangUp.abort(), FAREWELL_MS);
      await running;
      clearTimeout(timer);
      rpc.close();
    },
  };
}
