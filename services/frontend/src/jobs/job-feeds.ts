import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Client } from 'nice-grpc';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { type CheckSequence, createSequenceCheck } from './check-sequence.ts';
import { followJob } from './follow-job.ts';
import type { HeartbeatWheel } from './heartbeat-wheel.ts';
import { createJobFeed, type JobFeed, type WatchMessage } from './job-feed.ts';
import { WatchStream } from './watch-stream.ts';

export interface JobSubscription {
  caller: string;
  requestId: string;
  jobId: string;
  /** Events up to this number are known already. */
  afterSequence: number;
  /** Ends the subscription. */
  signal: AbortSignal;
}

export interface JobFeeds {
  /**
   * A job's events after a sequence number and then what follows, to the terminal event, with passing news and
   * heartbeats in between. A watcher that is slow misses passing news, never an event.
   * @throws (when read) the Backend's error when it is about the request, SEQUENCE_OUT_OF_RANGE, WATCHER_TOO_SLOW,
   * SHUTTING_DOWN; the signal's reason when it aborts
   */
  watch(subscription: JobSubscription): AsyncIterableIterator<WatchMessage>;
}

export interface FeedDependencies {
  wheel: HeartbeatWheel;
  stallMs: number;
  /** Aborts when the service drains: all watches end then. */
  draining: AbortSignal;
}

type Backend = Pick<Client<BackendServiceDefinition>, 'watchJob' | 'getJob'>;

/** Feeds any number of watchers of a job from one watch of the Backend, open while somebody reads. */
export function createJobFeeds(deps: FeedDependencies & { backend: Backend }): JobFeeds {
  const { backend, draining } = deps;
  const feeds = new Map<string, OpenFeed>();

  const open = (key: string, { caller, requestId, jobId }: JobSubscription): OpenFeed => {
    const stop = new AbortController();
    const feed = createJobFeed();
    const origin = { caller, requestId, signal: stop.signal };
    const check = createSequenceCheck(
      backend,
      () => downstream(origin, { timeoutMs: BACKEND_TIMEOUT_MS }),
      jobId,
    );
    const opened: OpenFeed = { feed, stop, check, opening: 0 };
    const close = (error?: unknown): void => {
      if (feeds.get(key) === opened) feeds.delete(key);
      feed.end(error);
    };
    const fill = async (): Promise<void> => {
      for await (const news of followJob({ backend, origin, jobId })) feed.add(news);
    };
    feeds.set(key, opened);
    fill().then(() => close(), close);
    return opened;
  };
  draining.addEventListener('abort', () => {
    for (const { feed, stop } of feeds.values()) {
      feed.end(new AppError('SHUTTING_DOWN'));
      stop.abort();
    }
  });

  return {
    watch(subscription) {
      const { caller, jobId, afterSequence, signal } = subscription;
      const stream = new WatchStream<WatchMessage>({ ...deps, signal });
      if (draining.aborted) stream.end(new AppError('SHUTTING_DOWN'));
      if (stream.isOver) return stream;
      const key = `${caller} ${jobId}`;
      const opened = feeds.get(key) ?? open(key, subscription);
      const closeIfUnread = (): void => {
        if (opened.feed.readers > 0 || opened.opening > 0) return;
        if (feeds.get(key) === opened) feeds.delete(key);
        opened.stop.abort();
      };
      const attach = (): void => opened.feed.attach(stream, afterSequence, closeIfUnread);
      if (afterSequence <= opened.feed.lastSequence) {
        attach();
        return stream;
      }
      opened.opening += 1;
      void opened
        .check(afterSequence)
        .then(attach, (error) => stream.end(error))
        .finally(() => {
          opened.opening -= 1;
          closeIfUnread();
        });
      return stream;
    },
  };
}

interface OpenFeed {
  feed: JobFeed;
  stop: AbortController;
  check: CheckSequence;
  /** Watchers whose sequence number is being looked at. */
  opening: number;
}
