import { shareMessage } from '@nanococoa/common/chunks/shared-message.ts';
import type { Heartbeat, JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { createAudience } from './audience.ts';
import type { JobNews } from './follow-job.ts';
import { type NewestProgress, newestProgress, progressAfter } from './newest-progress.ts';
import type { Reader, WatchStream } from './watch-stream.ts';

/** A message of a watch. */
export interface WatchMessage {
  news: JobNews | { $case: 'heartbeat'; value: Heartbeat };
}

/** What a job's watch of the Backend has brought, and those who read it. */
export interface JobFeed {
  /** Newest sequence number that has come. */
  readonly lastSequence: number;
  readonly readers: number;
  add(news: JobNews): void;
  /** Nothing more comes. */
  end(error?: unknown): void;
  /** Gives a watcher everything after a sequence number. `onClose` is called when it has left. */
  attach(stream: WatchStream<WatchMessage>, afterSequence: number, onClose: () => void): void;
}

/** Makes a feed, which begins with the job's first event. A job has a few dozen events at most. */
export function createJobFeed(): JobFeed {
  const events: WatchMessage[] = [];
  const audience = createAudience<WatchMessage>();
  let progress: NewestProgress | undefined;
  let versions = 0;
  let ended: { error: unknown } | undefined;

  const addEvent = (event: JobEvent): void => {
    events.push(shareMessage({ news: { $case: 'event', value: event } }));
    // What was going on before the job moved on is no news any more. A warning leaves it as it was.
    if (event.event?.$case !== 'warning') progress = undefined;
  };

  function createReader(afterSequence: number, onClose: () => void): Reader<WatchMessage> {
    // Events have the numbers 1, 2, 3 …: the next one is at the place of the last number.
    let sequence = afterSequence;
    let seenVersion = -1;
    return {
      take() {
        if (sequence < events.length) return events[sequence++];
        if (!progress || progress.version <= seenVersion) return undefined;
        const message = sharedProgress(progressAfter(progress, seenVersion));
        seenVersion = progress.version;
        return message;
      },
      mustDeliver: () => sequence < events.length,
      heartbeat: sharedHeartbeat,
      close: onClose,
    };
  }

  return {
    get lastSequence() {
      return events.length;
    },
    get readers() {
      return audience.size;
    },
    add(news) {
      if (news.$case === 'event') addEvent(news.value);
      else progress = newestProgress(progress, news.value, versions++);
      audience.wake();
    },
    end(error) {
      ended = { error };
      for (const stream of audience) stream.end(error);
    },
    attach(stream, afterSequence, onClose) {
      audience.add(stream);
      const leave = (): void => {
        audience.delete(stream);
        onClose();
      };
      stream.attach(createReader(afterSequence, leave));
      if (ended) stream.end(ended.error);
    },
  };
}

/** The same message for all who get the same news, so that it is encoded once. */
const progressMessages = new WeakMap<JobProgress, WatchMessage>();

function sharedProgress(value: JobProgress): WatchMessage {
  let message = progressMessages.get(value);
  if (!message) {
    message = shareMessage<WatchMessage>({ news: { $case: 'progress', value } });
    progressMessages.set(value, message);
  }
  return message;
}

let heartbeat: WatchMessage = { news: { $case: 'heartbeat', value: { time: undefined } } };

/** One heartbeat for all who hear one within the same millisecond. */
function sharedHeartbeat(): WatchMessage {
  const { value } = heartbeat.news as { value: Heartbeat };
  if (Date.now() !== value.time?.getTime()) {
    heartbeat = shareMessage<WatchMessage>({ news: { $case: 'heartbeat', value: { time: new Date() } } });
  }
  return heartbeat;
}
