/** Work that several calls want: it is done once, and each waits for it. */
export interface Joiner<T> {
  /**
   * The outcome of the work under that key: joins what runs already, or starts it. A caller that leaves
   * stops waiting; the work goes on, since its outcome is kept.
   */
  join(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

export function createJoiner<T>(): Joiner<T> {
  const running = new Map<string, Promise<T>>();
  return {
    async join(key, signal, work) {
      signal.throwIfAborted();
      let outcome = running.get(key);
      if (!outcome) {
        outcome = work().finally(() => running.delete(key));
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
