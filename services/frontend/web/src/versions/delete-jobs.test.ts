import { Job, JobState, NanococoaError, Status } from '@nanococoa/client';
import { expect, test } from 'vitest';
import { viewOf } from '../job/job-view.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { deleteJobs } from './delete-jobs.ts';

const jobOf = (id: string, state: JobState) => Job.fromPartial({ id, state });

/** A store with one job that runs until it is told to have ended. */
function fakeStore(job: Job) {
  const views = new Map([[job.id, viewOf(job)]]);
  const listeners = new Set<() => void>();
  const store = {
    state: () => ({ views, errors: new Map(), jobs: [], hasMore: false }),
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    want: () => () => {},
  } satisfies Pick<JobStore, 'state' | 'subscribe' | 'want'>;
  const end = () => {
    views.set(job.id, viewOf(jobOf(job.id, JobState.CANCELLED)));
    for (const onChange of listeners) onChange();
  };
  return { store, end, listeners };
}

test('what runs is stopped, and deleted when it has come to its end; what is gone is fine', async () => {
  const running = jobOf('01', JobState.RUNNING);
  const { store, end, listeners } = fakeStore(running);
  const calls: string[] = [];
  const client = {
    async cancelJob(id: string) {
      calls.push(`cancel ${id}`);
      return running;
    },
    async deleteJob(id: string) {
      calls.push(`delete ${id}`);
      if (id === '02') throw new NanococoaError({ code: Status.NOT_FOUND, reason: '', message: '' });
    },
  };
  const { signal } = new AbortController();
  const done = deleteJobs([running, jobOf('02', JobState.FAILED)], { client, store, signal });
  await expect.poll(() => listeners.size).toBe(1);
  expect(calls).toEqual(['cancel 01']);
  end();
  await done;
  expect(calls).toEqual(['cancel 01', 'delete 01', 'delete 02']);
  expect(listeners.size).toBe(0);
});

test('a refusal ends it, and so does the page going away', async () => {
  const running = jobOf('01', JobState.RUNNING);
  const { store, listeners } = fakeStore(running);
  const refusal = new NanococoaError({ code: Status.FAILED_PRECONDITION, reason: 'X', message: '' });
  const client = { cancelJob: async () => running, deleteJob: () => Promise.reject(refusal) };
  const abort = new AbortController();
  const failed = jobOf('02', JobState.FAILED);
  await expect(deleteJobs([failed], { client, store, signal: abort.signal })).rejects.toBe(refusal);
  const stopped = deleteJobs([running], { client, store, signal: abort.signal });
  await expect.poll(() => listeners.size).toBe(1);
  abort.abort();
  await expect(stopped).rejects.toThrow();
  expect(listeners.size).toBe(0);
});
