import type { Origin } from '@nanococoa/common/rpc/downstream.ts';
import { type CallerFeed, heartbeatAt } from './caller-feed.ts';
import { type CallerNews, type FollowJobsOptions, followJobs } from './follow-jobs.ts';
import type { WatchStream } from './watch-stream.ts';

export interface CatchUpOptions {
  backend: FollowJobsOptions['backend'];
  origin: Origin;
  /** Everything up to here is known to the watcher. */
  cursor: string;
  /** Where the others are. */
  feed: Pick<CallerFeed, 'has' | 'onNews'>;
  /** Called when the watcher has left. */
  onClose(): void;
}

/**
 * Lets one watcher read the log by itself, by a watch of its own, until it is where others are. One message is held
 * at most: the next is asked for when the watcher has taken the last.
 * @returns the cursor from which it can go on there; undefined: the watcher has left
 * @throws the Backend's error when it is about the cursor
 */
export async function catchUp(
  stream: WatchStream<CallerNews>,
  { backend, origin, cursor, feed, onClose }: CatchUpOptions,
): Promise<string | undefined> {
  const stop = new AbortController();
  let known = cursor;
  let hasLeft = false;
  let held: { message: CallerNews; taken: () => void } | undefined;
  stream.attach({
    take() {
      const taken = held;
      held = undefined;
      if (taken) known = taken.message.cursor;
      taken?.taken();
      return taken?.message;
    },
    mustDeliver: () => held !== undefined && held.message.news.$case !== 'progress',
    heartbeat: () => heartbeatAt(known),
    close() {
      hasLeft = true;
      stop.abort();
      held?.taken();
      onClose();
    },
  });
  // The watcher may be ahead of the others, who then come to it.
  const ignoreNews = feed.onNews(() => {
    if (!held && feed.has(known)) stop.abort();
  });
  const news = followJobs({ backend, origin: { ...origin, signal: stop.signal }, cursor });
  try {
    for await (const message of news) {
      if (hasLeft) return undefined;
      // The others have come to where the watcher is while this was on its way.
      if (stop.signal.aborted) return known;
      await new Promise<void>((resolve) => {
        held = { message, taken: resolve };
        stream.wake();
      });
      if (hasLeft) return undefined;
      if (feed.has(known)) return known;
    }
    return undefined;
  } catch (error) {
    if (hasLeft) return undefined;
    if (stop.signal.aborted) return known;
    throw error;
  } finally {
    stop.abort();
    ignoreNews();
  }
}
