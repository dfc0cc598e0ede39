import { shareMessage } from '@nanococoa/common/chunks/shared-message.ts';
import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { createAudience } from './audience.ts';
import { createEventRing, type EventRing } from './event-ring.ts';
import type { CallerNews } from './follow-jobs.ts';
import { createProgressBoard } from './progress-board.ts';
import type { Reader, WatchStream } from './watch-stream.ts';

/** What the watch of a caller's jobs has brought lately, and those who read it. */
export interface CallerFeed {
  readonly readers: number;
  /** Whether the Backend has answered: from then on it is known where the feed begins. */
  readonly isReady: boolean;
  add(message: CallerNews): void;
  /** Calls back after each message; the answer ends it. */
  onNews(listener: () => void): () => void;
  /** Nothing more comes. */
  end(error?: unknown): void;
  /** Whether a watcher who knows everything up to a cursor can go on here. Empty: from now on. */
  has(cursor: string): boolean;
  /**
   * Gives a watcher what follows a cursor that the feed has. `onBehind` is called when it has fallen so far behind that
   * the feed has what it needs no more, with the last cursor that it knows; it is out of the feed then. `onClose` is
   * called when it has left.
   */
  attach(stream: WatchStream<CallerNews>, options: AttachOptions): void;
}

export interface AttachOptions {
  cursor: string;
  onBehind: (cursor: string) => void;
  onClose: () => void;
}

/** Makes a feed of what follows a cursor. Empty: the first message tells where it begins. */
export function createCallerFeed(startCursor: string): CallerFeed {
  const audience = createAudience<CallerNews>();
  const board = createProgressBoard();
  const listeners = new Set<() => void>();
  let ring: EventRing | undefined;
  let ended: { error: unknown } | undefined;

  const addEvent = (into: EventRing, message: CallerNews): void => {
    const { news } = message;
    into.add(message);
    const isWarning = news.$case === 'event' && news.value.event?.$case === 'warning';
    if ((news.$case === 'event' || news.$case === 'deleted') && !isWarning) board.clear(news.value.jobId);
  };

  function createReader(
    from: EventRing,
    options: AttachOptions & { isGreeted: boolean },
  ): Reader<CallerNews> {
    const { cursor, onBehind, onClose } = options;
    let place = from.placeAfter(cursor) ?? from.end;
    let known = cursor || from.cursor;
    let seenVersion = 0;
    // The first message comes at once, and brings a cursor.
    let isGreeted = options.isGreeted;
    return {
      take() {
        if (from.isGone(place)) {
          onBehind(known);
          return undefined;
        }
        const event = from.at(place);
        if (event) {
          place += 1;
          known = event.cursor;
          isGreeted = true;
          return event;
        }
        if (!isGreeted) {
          isGreeted = true;
          return heartbeatAt(known);
        }
        const next = board.after(seenVersion);
        seenVersion = next?.version ?? board.version;
        if (!next) return undefined;
        return progressAt(next.progress, known);
      },
      mustDeliver: () => place < from.end,
      heartbeat: () => heartbeatAt(known),
      close: onClose,
    };
  }

  return {
    get readers() {
      return audience.size;
    },
    get isReady() {
      return ring !== undefined;
    },
    add(message) {
      ring ??= createEventRing(startCursor || message.cursor);
      if (message.news.$case === 'progress') board.set(message.news.value);
      else if (message.news.$case !== 'heartbeat') addEvent(ring, message);
      audience.wake();
      for (const listener of listeners) listener();
    },
    onNews(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    end(error) {
      ended = { error };
      for (const stream of audience) stream.end(error);
    },
    has: (cursor) => ring !== undefined && (cursor === '' || ring.placeAfter(cursor) !== undefined),
    attach(stream, options) {
      if (!ring) throw new Error('The feed is not ready.');
      audience.add(stream);
      const onClose = (): void => {
        audience.delete(stream);
        options.onClose();
      };
      const onBehind = (known: string): void => {
        audience.delete(stream);
        options.onBehind(known);
      };
      stream.attach(createReader(ring, { ...options, isGreeted: stream.hasGiven, onBehind, onClose }));
      if (ended) stream.end(ended.error);
    },
  };
}

/** The same message for all who get the same news at the same cursor, so that it is encoded once. */
const progressMessages = new WeakMap<JobProgress, CallerNews>();

function progressAt(value: JobProgress, cursor: string): CallerNews {
  let message = progressMessages.get(value);
  if (message?.cursor !== cursor) {
    message = shareMessage<CallerNews>({ news: { $case: 'progress', value }, cursor });
    progressMessages.set(value, message);
  }
  return message;
}

let heartbeat: CallerNews | undefined;

/** One heartbeat for all who hear one within the same millisecond, at the same cursor. */
export function heartbeatAt(cursor: string): CallerNews {
  const nowMs = Date.now();
  const isSame =
    heartbeat?.cursor === cursor &&
    heartbeat.news.$case === 'heartbeat' &&
    heartbeat.news.value.time?.getTime() === nowMs;
  if (!isSame || !heartbeat) {
    heartbeat = shareMessage<CallerNews>({
      news: { $case: 'heartbeat', value: { time: new Date(nowMs) } },
      cursor,
    });
  }
  return heartbeat;
}
