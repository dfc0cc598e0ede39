import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 25;

/** Resolves when the condition holds. @throws with the complaint when it does not within `timeoutMs` */
export async function until(
  complaint: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error(`${complaint} within ${timeoutMs / 1_000} s`);
    await delay(INTERVAL_MS);
  }
}
