import type { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';

/** Events kept for a subscriber that is slower than the job; past that it reads them from the log again. */
const MAX_BUFFERED_EVENTS = 32;
/** At most ten pieces of passing news in any second and job; a burst of fewer is not held back. */
const PROGRESS_PER_WINDOW = 10;
const PROGRESS_WINDOW_MS = 1000;

/** One watcher's mailbox: bounded, whatever the watcher does. */
export interface Subscription {
  /** Events after a sequence number without a gap, oldest first, and the newest passing news; both are taken out. */
  take(afterSequence: number): { events: JobEvent[]; progress: JobProgress | undefined };
  /** Newest sequence number that was announced; 0: none yet. What `take` lacks up to it is in the log. */
  announcedSequence(): number;
  /** Resolves when there is news, or the hub has closed; at once when there is some already. */
  news(): Promise<void>;
  /** Makes `news` resolve, for whoever must have another look. */
  wake(): void;
  close(): void;
}

/** Tells watchers in this process what happens to jobs. */
export interface NewsHub {
  /** Announces events that are durable already, in their order. */
  publishEvents(jobId: string, events: JobEvent[]): void;
  /** Announces passing news: only the newest is kept, at most ten a second and job. */
  publishProgress(progress: JobProgress): void;
  subscribe(jobId: string): Subscription;
  /** Jobs that somebody watches. */
  watchedJobs(): Iterable<string>;
  readonly closed: boolean;
  /** Wakes all watchers, who find the hub closed. */
  close(): void;
}

interface Topic {
  subscribers: Set<Mailbox>;
  latest: JobProgress | undefined;
  /** When the last deliveries were, at most PROGRESS_PER_WINDOW, oldest first. */
  sentAtMs: number[];
  /** Cancels the delivery that waits for its turn. */
  cancelDelivery: (() => void) | undefined;
}

/** Makes the hub. */
export function createNewsHub({ clock }: { clock: Clock }): NewsHub {
  const topics = new Map<string, Topic>();
  let closed = false;

  const topicOf = (jobId: string): Topic => {
    let topic = topics.get(jobId);
    if (!topic) {
      topic = { subscribers: new Set(), latest: undefined, sentAtMs: [], cancelDelivery: undefined };
      topics.set(jobId, topic);
    }
    return topic;
  };
  const deliver = (topic: Topic): void => {
    topic.cancelDelivery = undefined;
    topic.sentAtMs.push(clock.now().getTime());
    if (topic.sentAtMs.length > PROGRESS_PER_WINDOW) topic.sentAtMs.shift();
    for (const subscriber of topic.subscribers) subscriber.setProgress(topic.latest);
  };

  return {
    get closed() {
      return closed;
    },
    publishEvents(jobId, events) {
      const topic = topics.get(jobId);
      if (!topic) return;
      // What was going on before the job moved on is no news any more.
      topic.cancelDelivery?.();
      topic.cancelDelivery = undefined;
      topic.latest = undefined;
      for (const subscriber of topic.subscribers) subscriber.addEvents(events);
      if (topic.subscribers.size === 0) topics.delete(jobId);
    },
    publishProgress(progress) {
      const topic = topicOf(progress.jobId);
      topic.latest = progress;
      if (topic.cancelDelivery) return;
      const isFull = topic.sentAtMs.length === PROGRESS_PER_WINDOW;
      const waitMs = isFull ? topic.sentAtMs[0] + PROGRESS_WINDOW_MS - clock.now().getTime() : 0;
      if (waitMs <= 0) deliver(topic);
      else topic.cancelDelivery = clock.after(waitMs, () => deliver(topic));
    },
    subscribe(jobId) {
      const topic = topicOf(jobId);
      const mailbox = new Mailbox(() => {
        topic.subscribers.delete(mailbox);
        if (topic.subscribers.size === 0 && !topic.latest && topics.get(jobId) === topic)
          topics.delete(jobId);
      });
      mailbox.setProgress(topic.latest);
      topic.subscribers.add(mailbox);
      return mailbox;
    },
    *watchedJobs() {
      for (const [jobId, topic] of topics) if (topic.subscribers.size > 0) yield jobId;
    },
    close() {
      closed = true;
      for (const topic of topics.values()) {
        for (const subscriber of topic.subscribers) subscriber.wake();
      }
    },
  };
}

class Mailbox implements Subscription {
  #events: JobEvent[] = [];
  #announced = 0;
  #progress: JobProgress | undefined;
  #hasNews = false;
  #waiting: (() => void) | undefined;
  readonly #onClose: () => void;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  addEvents(events: JobEvent[]): void {
    this.#progress = undefined;
    for (const event of events) this.#announced = Math.max(this.#announced, event.sequence);
    this.#events.push(...events);
    if (this.#events.length > MAX_BUFFERED_EVENTS) this.#events = [];
    this.wake();
  }

  setProgress(progress: JobProgress | undefined): void {
    this.#progress = progress;
    if (progress) this.wake();
  }

  wake(): void {
    this.#hasNews = true;
    this.#waiting?.();
  }

  take(afterSequence: number): { events: JobEvent[]; progress: JobProgress | undefined } {
    const fresh = this.#events.filter((event) => event.sequence > afterSequence);
    const isGapless = fresh.every((event, index) => event.sequence === afterSequence + 1 + index);
    const taken = { events: isGapless ? fresh : [], progress: this.#progress };
    this.#events = [];
    this.#progress = undefined;
    this.#hasNews = false;
    return taken;
  }

  announcedSequence(): number {
    return this.#announced;
  }

  news(): Promise<void> {
    if (this.#hasNews) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting = () => {
        this.#waiting = undefined;
        resolve();
      };
    });
  }

  close(): void {
    this.#onClose();
  }
}
