import type { Context } from '@nanococoa/common/rpc/context.ts';

/** For whom work is done that may outlive the call that began it. */
export interface WorkOrigin {
  caller: string;
  requestId: string;
  /** Aborts when the work has taken too long or the service drains; not when its callers leave. */
  signal: AbortSignal;
}

/** Work that several calls of one caller want: it is done once, and each waits for it. */
export interface Joiner<T> {
  /**
   * The outcome of the caller's work under that key: joins what runs already, or starts it. A call that ends
   * stops waiting; the work goes on, since its outcome is kept.
   */
  join(
    key: string,
    call: Pick<Context, 'caller' | 'requestId' | 'signal'>,
    work: (origin: WorkOrigin) => Promise<T>,
  ): Promise<T>;
}

/** @param options.timeoutMs Longest time for a piece of work. */
export function createJoiner<T>(options: { draining: AbortSignal; timeoutMs: number }): Joiner<T> {
  const running = new Map<string, Promise<T>>();
  return {
    async join(workKey, { caller, requestId, signal }, work) {
      signal.throwIfAborted();
      const key = `${caller} ${workKey}`;
      let outcome = running.get(key);
      if (!outcome) {
        const workSignal = AbortSignal.any([options.draining, AbortSignal.timeout(options.timeoutMs)]);
        outcome = work({ caller, requestId, signal: workSignal }).finally(() => running.delete(key));
        // Those who wait get the error; nobody may be waiting any more.
        outcome.catch(() => undefined);
        running.set(key, outcome);
      }
      const left = Promise.withResolvers<never>();
      const onAbort = () => left.reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        return await Promise.race([outcome, left.promise]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
