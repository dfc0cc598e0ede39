import type { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { Client } from 'nice-grpc';
import { followJob, type JobNews } from './follow-job.ts';

export interface Subscription {
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
   * A job's events after a sequence number and then what follows, to the terminal event. A reader that is slow misses
   * progress, never an event.
   * @throws the Backend's error when it is about the request; the signal's reason when it aborts
   */
  subscribe(subscription: Subscription): AsyncGenerator<JobNews>;
}

/** One watch of the Backend and what it has brought. A job has a few dozen events at most. */
interface Feed {
  events: Extract<JobNews, { $case: 'event' }>[];
  /** The newest; the ones before it are nobody's any more. */
  progress: Extract<JobNews, { $case: 'progress' }> | undefined;
  ended: boolean;
  error: unknown;
  /** Readers that wait for something new. */
  waiting: Set<() => void>;
  readers: number;
  stop: AbortController;
}

/** Feeds any number of readers of a job from one watch of the Backend, open while somebody reads. */
export function createJobFeeds(backend: Pick<Client<BackendServiceDefinition>, 'watchJob'>): JobFeeds {
  const feeds = new Map<string, Feed>();

  const open = (key: string, { caller, requestId, jobId }: Subscription): Feed => {
    const stop = new AbortController();
    const feed: Feed = {
      events: [],
      progress: undefined,
      ended: false,
      error: undefined,
      waiting: new Set(),
      readers: 0,
      stop,
    };
    const close = (error?: unknown) => {
      Object.assign(feed, { ended: true, error });
      if (feeds.get(key) === feed) feeds.delete(key);
      wakeAll(feed);
    };
    feeds.set(key, feed);
    // From the first event on, whatever the first reader knows: the next one may know less.
    const news = followJob({
      backend,
      origin: { caller, requestId, signal: stop.signal },
      jobId,
      afterSequence: 0,
    });
    fill(feed, news).then(() => close(), close);
    return feed;
  };

  return {
    async *subscribe(subscription) {
      const { caller, jobId, afterSequence, signal } = subscription;
      const key = `${caller} ${jobId}`;
      const feed = feeds.get(key) ?? open(key, subscription);
      feed.readers += 1;
      try {
        yield* read(feed, afterSequence, signal);
      } finally {
        feed.readers -= 1;
        if (feed.readers === 0) {
          if (feeds.get(key) === feed) feeds.delete(key);
          feed.stop.abort();
        }
      }
    },
  };
}

async function fill(feed: Feed, source: AsyncIterable<JobNews>): Promise<void> {
  for await (const news of source) {
    if (news.$case === 'event') feed.events.push(news);
    else feed.progress = news;
    wakeAll(feed);
  }
}

function wakeAll(feed: Feed): void {
  const waiting = [...feed.waiting];
  feed.waiting.clear();
  for (const wake of waiting) wake();
}

async function* read(feed: Feed, afterSequence: number, signal: AbortSignal): AsyncGenerator<JobNews> {
  let lastSequence = afterSequence;
  let lastProgress: Feed['progress'];
  let wake = () => {};
  signal.addEventListener('abort', () => wake(), { once: true });
  for (;;) {
    signal.throwIfAborted();
    const event = feed.events.find(({ value }) => value.sequence > lastSequence);
    if (event) {
      lastSequence = event.value.sequence;
      yield event;
    } else if (feed.progress !== lastProgress) {
      lastProgress = feed.progress;
      if (lastProgress) yield lastProgress;
    } else if (feed.ended) {
      if (feed.error !== undefined) throw feed.error;
      return;
    } else {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      feed.waiting.add(resolve);
      await promise;
      feed.waiting.delete(resolve);
    }
  }
}
