import type { WatchJobResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

/** How old pushed news was when a subscriber had it, milliseconds, and when the first step ran after the submit. */
export interface Ages {
  progress: number[];
  event: number[];
  firstStep: number[];
}

/** A message of a watch and when its receiver had it, milliseconds since 1970. */
export interface Received {
  message: WatchJobResponse;
  atMs: number;
}

export function noAges(): Ages {
  return { progress: [], event: [], firstStep: [] };
}

/** Adds what one watch of one job gave. */
export function addAges(ages: Ages, received: readonly Received[], submittedMs: number): void {
  // What was made before the watch was open is replayed, not pushed.
  const openedMs = received[0]?.atMs ?? Number.POSITIVE_INFINITY;
  for (const { message, atMs } of received) {
    const { news } = message;
    if (!news || news.$case === 'heartbeat') continue;
    const madeMs = Number(news.value.time);
    if (madeMs > openedMs) ages[news.$case].push(atMs - madeMs);
    if (news.$case !== 'event') continue;
    const { event } = news.value;
    if (event?.$case === 'stepStarted' && event.value.step === 1) ages.firstStep.push(madeMs - submittedMs);
  }
}

/** Now, milliseconds since 1970, with fractions. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
