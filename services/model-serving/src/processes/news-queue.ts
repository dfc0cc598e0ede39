/** A queue between one writer and one reader. Its writer must bound it. */
export interface NewsQueue<T> {
  put(item: T): void;
  /** Puts what `merge` makes of a waiting last item and this one in its place; undefined: both stay. */
  putLatest(item: T, merge: (waiting: T) => T | undefined): void;
  /** Waits for the next item. Throws the error of `fail`. */
  take(): Promise<T>;
  /** Drops what waits, and fails this and every later `take`. */
  fail(error: Error): void;
}

/** Creates an empty queue. */
export function createNewsQueue<T>(): NewsQueue<T> {
  const items: T[] = [];
  let error: Error | undefined;
  let wake = Promise.withResolvers<void>();

  const add = (item: T) => {
    if (error) return;
    items.push(item);
    wake.resolve();
  };
  return {
    put: add,
    putLatest(item, merge) {
      const last = items.at(-1);
      const merged = last === undefined ? undefined : merge(last);
      if (merged !== undefined) items.pop();
      add(merged ?? item);
    },
    async take() {
      for (;;) {
        if (error) throw error;
        const item = items.shift();
        if (item !== undefined) return item;
        wake = Promise.withResolvers();
        await wake.promise;
      }
    },
    fail(reason) {
      error ??= reason;
      items.length = 0;
      wake.resolve();
    },
  };
}
