import type { Clock } from '../clock/clock.ts';

/** Whether something resolves within a time, in milliseconds. */
export function within(happens: Promise<void>, clock: Clock, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.after(limitMs, () => resolve(false));
    void happens.then(() => {
      cancel();
      resolve(true);
    });
  });
}
