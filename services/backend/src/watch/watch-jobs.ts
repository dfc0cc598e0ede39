import { AppError } from '@nanococoa/common/errors/app-error.ts';
import {
  type JobDeleted,
  type JobEvent,
  type JobProgress,
  JobState,
} from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import { decodeWatchCursor, encodeWatchCursor } from '../jobs/watch-cursor.ts';
import type { LogEntry } from '../storage/job-storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { NewsHub } from './news-hub.ts';
import { HEARTBEAT_MS } from './watch-job.ts';
import { within } from './within.ts';

/** Entries read from the log at a time: bounds the memory of a replay. */
const REPLAY_PAGE = 64;
/** Jobs read at a time while the unfinished ones are looked up. */
const JOB_PAGE = 100;

/** One message of a watch of all jobs. */
export interface CallerNews {
  news:
    | { $case: 'event'; value: JobEvent }
    | { $case: 'progress'; value: JobProgress }
    | { $case: 'heartbeat'; value: { time: Date } }
    | { $case: 'deleted'; value: JobDeleted };
  /** Everything before it, this message included, is known to whoever goes on from here. */
  cursor: string;
}

export interface WatchJobsDependencies {
  storage: Pick<Storage, 'id' | 'readLog' | 'lastPosition' | 'listJobs'>;
  hub: NewsHub;
  clock: Clock;
}

export interface WatchJobsOptions {
  caller: string;
  /** Empty: from now on. */
  cursor: string;
  signal: AbortSignal;
  /** Called with unfinished jobs once the hub knows that they are watched. */
  onSubscribed?: (jobIds: readonly string[]) => void;
}

/**
 * Everything that happens to a caller's jobs after a cursor, then live, without gap or duplicate, with the passing news
 * of each in between. The first message comes at once. Ends when `signal` aborts.
 * @throws AppError CURSOR_EXPIRED, INVALID_REQUEST for what is no cursor, SHUTTING_DOWN when the hub closes
 */
export async function* watchJobs(
  { storage, hub, clock }: WatchJobsDependencies,
  { caller, cursor, signal, onSubscribed }: WatchJobsOptions,
): AsyncGenerator<CallerNews> {
  const given = cursor === '' ? undefined : decodeWatchCursor(storage.id, cursor);
  // Subscribed before the log is read, so that nothing can fall between the two.
  const subscription = hub.subscribeCaller(caller);
  const { mailbox } = subscription;
  const wake = (): void => mailbox.signal.raise();
  signal.addEventListener('abort', wake);
  try {
    let position = given ?? (await storage.lastPosition(caller));
    let isBehind = given !== undefined;
    const message = (news: CallerNews['news']): CallerNews => ({
      news,
      cursor: encodeWatchCursor({ storeId: storage.id, position }),
    });
    const heartbeat = (): CallerNews => message({ $case: 'heartbeat', value: { time: clock.now() } });
    for await (const jobIds of unfinishedJobs(storage, caller)) {
      subscription.addJobs(jobIds);
      onSubscribed?.(jobIds);
    }
    let isFirst = true;
    while (!signal.aborted) {
      const taken = mailbox.takeEntries();
      let { entries } = taken;
      isBehind ||= taken.missed;
      if (isBehind) {
        const page = await storage.readLog(caller, position, REPLAY_PAGE);
        if (!page) throw new AppError('CURSOR_EXPIRED');
        entries = page;
        isBehind = page.length === REPLAY_PAGE;
      }
      for (const entry of entries) {
        if (entry.position <= position) continue;
        position = entry.position;
        isFirst = false;
        yield message(newsOf(entry));
      }
      if (isBehind || mailbox.hasEntries) continue;
      if (isFirst) yield heartbeat();
      isFirst = false;
      for (const value of mailbox.takeProgress()) yield message({ $case: 'progress', value });
      if (hub.closed) throw new AppError('SHUTTING_DOWN');
      if (!(await within(mailbox.signal.raised(), clock, HEARTBEAT_MS))) yield heartbeat();
    }
  } finally {
    signal.removeEventListener('abort', wake);
    subscription.close();
  }
}

function newsOf({ event, jobId }: LogEntry): CallerNews['news'] {
  return event ? { $case: 'event', value: event } : { $case: 'deleted', value: { jobId } };
}

async function* unfinishedJobs(
  storage: WatchJobsDependencies['storage'],
  caller: string,
): AsyncGenerator<string[]> {
  const states = [JobState.QUEUED, JobState.RUNNING];
  let beforeId: string | undefined;
  do {
    const jobs = await storage.listJobs({ caller, states, beforeId, limit: JOB_PAGE });
    yield jobs.map(({ id }) => id);
    beforeId = jobs.length === JOB_PAGE ? jobs.at(-1)?.id : undefined;
  } while (beforeId);
}
