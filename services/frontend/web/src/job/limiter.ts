/** Runs a task when one of the places is free. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/** Lets at most `places` tasks run at the same time; the others wait in order. */
export function createLimiter(places: number): Limiter {
  let free = places;
  const waiting: Array<() => void> = [];
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      // The place goes straight to the next in line.
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
