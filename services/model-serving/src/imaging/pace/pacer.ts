import { setImmediate } from 'node:timers/promises';

/** How long pixel work may go on before news is sent and the event loop gets its turn. */
const TURN_MS = 50;

/**
 * Wraps a progress report for pixel loops: called as often as one likes, it reports at most every 50 ms and
 * then lets the process send it. The pixels do not depend on it.
 */
export function createPacer<News extends unknown[] = [fraction: number]>(
  report: (...news: News) => void,
): (...news: News) => Promise<void> {
  const stage = createStages(report);
  let last = performance.now();
  return async (...news) => {
    if (performance.now() - last < TURN_MS) return;
    await stage(...news);
    last = performance.now();
  };
}

/**
 * Wraps a progress report for where a stage of work begins: each is reported, and the process gets its turn to send it
 * before the stage keeps it busy.
 */
export function createStages<News extends unknown[] = [fraction: number]>(
  report: (...news: News) => void,
): (...news: News) => Promise<void> {
  return async (...news) => {
    report(...news);
    await setImmediate();
  };
}
