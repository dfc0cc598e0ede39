import type { Heartbeat } from '@nanococoa/proto/common/v1/job.ts';
import type { JobNews } from './follow-job.ts';

/** A message of a watch. */
export interface WatchMessage {
  news: JobNews | { $case: 'heartbeat'; value: Heartbeat };
}

/**
 * Passes news on, with a heartbeat whenever there has been none for a while. Holds one piece of news at most: the source
 * is asked for the next only when the reader has taken the last.
 */
export async function* withHeartbeats(
  source: AsyncGenerator<JobNews>,
  { everyMs, signal }: { everyMs: number; signal: AbortSignal },
): AsyncGenerator<WatchMessage> {
  let next = source.next();
  for (;;) {
    const timer = Promise.withResolvers<'silent'>();
    const timeout = setTimeout(() => timer.resolve('silent'), everyMs);
    try {
      const first = await Promise.race([next, timer.promise]);
      if (first === 'silent') {
        signal.throwIfAborted();
        yield { news: { $case: 'heartbeat', value: { time: new Date() } } };
        continue;
      }
      if (first.done) return;
      yield { news: first.value };
      next = source.next();
    } finally {
      clearTimeout(timeout);
    }
  }
}
