import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { type CallerFeed, createCallerFeed, heartbeatAt } from './caller-feed.ts';
import { catchUp } from './catch-up.ts';
import { type CallerNews, type FollowJobsOptions, followJobs } from './follow-jobs.ts';
import type { FeedDependencies } from './job-feeds.ts';
import { WatchStream } from './watch-stream.ts';

export interface CallerSubscription {
  caller: string;
  requestId: string;
  /** Everything up to here is known already. Empty: everything up to now. */
  cursor: string;
  /** Ends the subscription. */
  signal: AbortSignal;
}

export interface CallerFeeds {
  /**
   * News of all of a caller's jobs after a cursor, with passing news and heartbeats in between, without end. A watcher
   * that is slow misses passing news, never an event.
   * @throws (when read) the Backend's CURSOR_EXPIRED and INVALID_REQUEST, WATCHER_TOO_SLOW, SHUTTING_DOWN; the signal's
   * reason when it aborts
   */
  watch(subscription: CallerSubscription): AsyncIterableIterator<CallerNews>;
}

interface OpenFeed {
  feed: CallerFeed;
  /** From where it was opened; the watchers who go on from there have the error when it cannot be. */
  cursor: string;
  /** Resolves when the Backend has answered. */
  ready: Promise<void>;
  stop: AbortController;
  /** Watchers who are not in the feed yet. */
  joining: number;
}

/**
 * Feeds any number of watchers of a caller's jobs from one watch of the Backend, open while somebody reads. One who is
 * behind what the feed has kept catches up by a watch of its own.
 */
export function createCallerFeeds(
  deps: FeedDependencies & { backend: FollowJobsOptions['backend'] },
): CallerFeeds {
  const { backend, draining } = deps;
  const feeds = new Map<string, OpenFeed>();
  const joiners = new Set<WatchStream<CallerNews>>();

  const open = ({ caller, requestId, cursor }: CallerSubscription): OpenFeed => {
    const stop = new AbortController();
    const ready = Promise.withResolvers<void>();
    const feed = createCallerFeed(cursor);
    const opened: OpenFeed = { feed, cursor, ready: ready.promise, stop, joining: 0 };
    const fill = async (): Promise<void> => {
      const origin = { caller, requestId, signal: stop.signal };
      for await (const message of followJobs({ backend, origin, cursor })) {
        feed.add(message);
        ready.resolve();
      }
    };
    const close = (error: unknown): void => {
      if (feeds.get(caller) === opened) feeds.delete(caller);
      ready.reject(error);
      feed.end(error);
    };
    feeds.set(caller, opened);
    // A Backend ends such a watch only when it shuts down, and then with an error.
    fill().then(() => close(new AppError('UNAVAILABLE')), close);
    return opened;
  };
  draining.addEventListener('abort', () => {
    for (const stream of joiners) stream.end(new AppError('SHUTTING_DOWN'));
    for (const { feed, stop } of feeds.values()) {
      feed.end(new AppError('SHUTTING_DOWN'));
      stop.abort();
    }
  });

  const closeIfUnread = (caller: string, opened: OpenFeed): void => {
    if (opened.feed.readers > 0 || opened.joining > 0) return;
    if (feeds.get(caller) === opened) feeds.delete(caller);
    opened.stop.abort();
  };
  /** Brings a watcher into the caller's feed, over a watch of its own if need be. */
  const join = async (stream: WatchStream<CallerNews>, subscription: CallerSubscription): Promise<void> => {
    const { caller, requestId, cursor } = subscription;
    const opened = feeds.get(caller) ?? open(subscription);
    const { feed } = opened;
    opened.joining += 1;
    try {
      if (!feed.isReady) stream.attach(createWaitingReader(cursor));
      const failure = await opened.ready.then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      // Somebody else's cursor may be the one that cannot be followed.
      if (failure && opened.cursor !== cursor) return await join(stream, subscription);
      if (failure) throw failure.error;
      const origin = { caller, requestId };
      const onClose = (): void => {};
      const isThere = feed.has(cursor);
      const known = isThere ? cursor : await catchUp(stream, { backend, origin, cursor, feed, onClose });
      if (known === undefined || stream.isOver) return;
      feed.attach(stream, {
        cursor: known,
        onBehind: (last) => start(stream, { ...subscription, cursor: last }),
        onClose: () => closeIfUnread(caller, opened),
      });
    } finally {
      opened.joining -= 1;
      closeIfUnread(caller, opened);
    }
  };
  const start = (stream: WatchStream<CallerNews>, subscription: CallerSubscription): void => {
    joiners.add(stream);
    void join(stream, subscription)
      .catch((error: unknown) => stream.end(error))
      .finally(() => joiners.delete(stream));
  };

  return {
    watch(subscription) {
      const stream = new WatchStream<CallerNews>({ ...deps, signal: subscription.signal });
      if (draining.aborted) stream.end(new AppError('SHUTTING_DOWN'));
      if (!stream.isOver) start(stream, subscription);
      return stream;
    },
  };
}

/** While it is not known how it goes on, there are heartbeats, if there is a cursor that they can carry. */
function createWaitingReader(cursor: string) {
  return {
    take: () => undefined,
    mustDeliver: () => false,
    heartbeat: () => (cursor === '' ? undefined : heartbeatAt(cursor)),
    close: () => {},
  };
}
