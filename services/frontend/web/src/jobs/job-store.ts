import {
  type AnyNews,
  type NanococoaClient,
  type NanococoaError,
  Status,
  toNanococoaError,
} from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { applyNews, isFinished, type JobView, viewOf } from '../job/job-view.ts';

/** What the page knows of the caller's jobs. A new object at each change. */
export interface JobsState {
  views: ReadonlyMap<string, JobView>;
  /** Why a job that somebody wants to see cannot be shown. */
  errors: ReadonlyMap<string, NanococoaError>;
  /**
   * Jobs of the pages that have been read and newer ones, newest first; undefined: nothing has been read yet. The same
   * array as before while none of them has changed: progress changes none.
   */
  jobs: readonly Job[] | undefined;
  /** Whether there are older jobs than these. */
  hasMore: boolean;
}

export type JobsClient = Pick<NanococoaClient, 'getJob' | 'listJobs' | 'watchJobs'>;

export interface JobStore {
  state(): JobsState;
  subscribe(onChange: () => void): () => void;
  /** Follows all jobs until the signal aborts; comes back to where it was when it is called again. */
  follow(signal: AbortSignal): Promise<void>;
  /** Has a job shown, listed or not, until the function that it gives is called. */
  want(jobId: string): () => void;
  /** Takes a job as an answer gave it. */
  take(job: Job): void;
  /** Reads the next page of older jobs. Rejects with NanococoaError. */
  more(): Promise<void>;
}

export interface JobStoreOptions {
  client: JobsClient;
  /** Calls back soon: however many pieces of news come until then, subscribers hear once. */
  soon(callback: () => void): void;
}

const PAGE_SIZE = 24;
/** So many jobs later, the list is read anew: it does not grow as long as the page is open. */
const MAX_ADDED = 500;

/**
 * The caller's jobs, kept true by one WatchJobs stream for the whole page. A job is read once and then folded from its
 * events; where one is missing, it is read again.
 */
export function createJobStore({ client, soon }: JobStoreOptions): JobStore {
  const views = new Map<string, JobView>();
  const errors = new Map<string, NanococoaError>();
  const wanted = new Map<string, number>();
  /** News of jobs that are being read. */
  const reading = new Map<string, AnyNews[]>();
  const listeners = new Set<() => void>();
  let listed: string[] | undefined;
  /** Where the older jobs begin; empty: there are none. */
  let nextPageToken = '';
  /** Jobs that came after the list was read. */
  let added = 0;
  let cursor: string | undefined;
  let live: AbortSignal | undefined;
  let snapshot: JobsState = { views: new Map(), errors: new Map(), jobs: undefined, hasMore: false };
  let isDue = false;

  const changed = (): void => {
    if (isDue) return;
    isDue = true;
    soon(() => {
      isDue = false;
      const jobs = listed?.flatMap((id) => views.get(id)?.job ?? []);
      snapshot = {
        views: new Map(views),
        errors: new Map(errors),
        jobs: isSame(jobs, snapshot.jobs) ? snapshot.jobs : jobs,
        hasMore: nextPageToken !== '',
      };
      for (const onChange of listeners) onChange();
    });
  };
  const put = (view: JobView): void => {
    const { job } = view;
    // Previews stand in until the results have been loaded: only where somebody looks.
    const isShown = wanted.has(job.id) || !isFinished(job);
    views.set(job.id, isShown ? view : { ...view, previews: {} });
    errors.delete(job.id);
    changed();
  };
  /** Takes a job as the server gave it, unless more is known already. */
  const take = (job: Job): void => {
    const known = views.get(job.id);
    if (known === undefined || known.job.lastSequence < job.lastSequence) {
      put({ ...viewOf(job), previews: known?.previews ?? {} });
    }
  };
  const list = (job: Job): void => {
    if (listed === undefined || listed.includes(job.id)) return;
    // Ids sort by the time of creation.
    const at = listed.findIndex((id) => id < job.id);
    // Older than all that has been read: it comes with its page.
    if (at === -1 && nextPageToken !== '') return;
    added++;
    listed.splice(at === -1 ? listed.length : at, 0, job.id);
    changed();
  };
  const forget = (jobId: string): void => {
    views.delete(jobId);
    listed = listed?.filter((id) => id !== jobId);
    if (wanted.has(jobId)) void read(jobId);
    changed();
  };

  /** Reads a job and applies what was heard of it meanwhile. */
  const read = async (jobId: string, ...news: AnyNews[]): Promise<void> => {
    if (reading.has(jobId)) return;
    reading.set(jobId, news);
    const signal = live;
    try {
      const job = await client.getJob(jobId, { signal });
      take(job);
      list(job);
    } catch (error) {
      if (signal?.aborted) return;
      views.delete(jobId);
      errors.set(jobId, toNanococoaError(error));
      changed();
    } finally {
      reading.delete(jobId);
      // Cut off by a new beginning, which found it being read: it is read in that one.
      if (signal?.aborted && live !== signal && wanted.has(jobId)) void read(jobId, ...news);
      else for (const piece of news) hear(piece);
    }
  };
  const hear = (news: AnyNews): void => {
    const { jobId } = news.value;
    const waiting = reading.get(jobId);
    const view = views.get(jobId);
    if (news.$case === 'deleted') forget(jobId);
    else if (waiting !== undefined) waiting.push(news);
    else if (view === undefined) {
      // Passing news of a job that nobody has read says nothing that its events would not.
      if (news.$case === 'event' && !errors.has(jobId)) void read(jobId, news);
    } else if (news.$case === 'event' && news.value.sequence > view.job.lastSequence + 1) {
      void read(jobId, news);
    } else {
      const next = applyNews(view, news);
      if (next !== view) put(next);
    }
  };

  /** Reads the newest page; what is known of older jobs may be old itself, so that these are read again when needed. */
  const relist = async (signal: AbortSignal): Promise<string> => {
    const { value: page } = await client.listJobs({ pageSize: PAGE_SIZE, signal }).next();
    const jobs = page?.jobs ?? [];
    for (const id of [...views.keys()]) if (!wanted.has(id)) views.delete(id);
    listed = jobs.map(({ id }) => id);
    nextPageToken = page?.nextPageToken ?? '';
    added = 0;
    for (const job of jobs) take(job);
    for (const id of wanted.keys()) if (!listed.includes(id)) void read(id);
    changed();
    return page?.watchCursor ?? '';
  };

  return {
    state: () => snapshot,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    async follow(signal) {
      live = signal;
      for (const id of wanted.keys()) if (!views.has(id)) void read(id);
      while (!signal.aborted) {
        try {
          cursor ??= await relist(signal);
          for await (const { news, cursor: next } of client.watchJobs({ cursor, signal })) {
            cursor = next;
            hear(news);
            if (added > MAX_ADDED) break;
          }
          cursor = undefined;
        } catch (error) {
          if (signal.aborted) return;
          // CURSOR_EXPIRED: too much has happened since.
          if (toNanococoaError(error).code !== Status.OUT_OF_RANGE) throw error;
          cursor = undefined;
        }
      }
    },
    want(jobId) {
      wanted.set(jobId, (wanted.get(jobId) ?? 0) + 1);
      if (!views.has(jobId) && live !== undefined) void read(jobId);
      return () => {
        const holders = (wanted.get(jobId) ?? 1) - 1;
        if (holders > 0) wanted.set(jobId, holders);
        else wanted.delete(jobId);
      };
    },
    take(job) {
      take(job);
      list(job);
    },
    async more() {
      const pageToken = nextPageToken;
      if (pageToken === '') return;
      const { value: page } = await client.listJobs({ pageSize: PAGE_SIZE, pageToken }).next();
      // The list has been read anew meanwhile, or another call was quicker.
      if (page === undefined || pageToken !== nextPageToken) return;
      const { jobs } = page;
      nextPageToken = page.nextPageToken;
      for (const job of jobs) take(job);
      listed = [...(listed ?? []), ...jobs.map(({ id }) => id).filter((id) => !listed?.includes(id))];
      changed();
    },
  };
}

function isSame(some: readonly Job[] | undefined, others: readonly Job[] | undefined): boolean {
  if (some === undefined || others === undefined) return some === others;
  return some.length === others.length && some.every((job, at) => job === others[at]);
}
