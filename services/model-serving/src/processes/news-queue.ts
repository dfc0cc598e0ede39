/** A queue between one writer and one reader. Its writer must bound it. */
export interface NewsQueue<T> {
  put(item: T): void;
  /** Puts an item in place of a waiting last one that `replaces` says is outdated by it. */
  putLatest(item: T, replaces: (waiting: T) => boolean): void;
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
    putLatest(item, replaces) {
      const last = items.at(-1);
      if (last !== undefined && replaces(last)) items.pop();
      add(item);
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
