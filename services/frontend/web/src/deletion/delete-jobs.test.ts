import { Job, JobState, NanococoaError, Status } from '@nanococoa/client';
import { expect, test } from 'vitest';
import { viewOf } from '../job/job-view.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { deleteJobs } from './delete-jobs.ts';

const jobOf = (id: string, state: JobState) => Job.fromPartial({ id, state });

function refusal(code: Status, reason: string): NanococoaError {
  return new NanococoaError({ code, reason, message: reason });
}

/** A store with one job that runs until it is told to have ended. */
function fakeStore(job: Job) {
  const views = new Map([[job.id, viewOf(job)]]);
  const listeners = new Set<() => void>();
  const held = new Set<string>();
  const store = {
    state: () => ({ views, errors: new Map(), jobs: [], hasMore: false }),
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    want(id: string) {
      held.add(id);
      return () => held.delete(id);
    },
  } satisfies Pick<JobStore, 'state' | 'subscribe' | 'want'>;
  const end = () => {
    views.set(job.id, viewOf(jobOf(job.id, JobState.CANCELLED)));
    for (const onChange of listeners) onChange();
  };
  return { store, end, listeners, held };
}

test('stops what runs and waits for its end, takes what is gone as deleted, and tells what is left', async () => {
  const running = jobOf('running', JobState.RUNNING);
  const { store, end, listeners, held } = fakeStore(running);
  const calls: string[] = [];
  const client = {
    async cancelJob(id: string) {
      calls.push(`cancel ${id}`);
      return running;
    },
    async deleteJob(id: string) {
      calls.push(`delete ${id}`);
      if (id === 'gone') throw refusal(Status.NOT_FOUND, 'JOB_NOT_FOUND');
      if (id === 'kept') throw refusal(Status.FAILED_PRECONDITION, 'JOB_NOT_FINISHED');
    },
  };
  const { signal } = new AbortController();
  const deleted: string[] = [];
  const onDeleted = ({ id }: Job) => void deleted.push(id);
  const rest = ['gone', 'kept', 'done'].map((id) => jobOf(id, JobState.SUCCEEDED));
  const left = deleteJobs([running, ...rest], { client, store, signal, onDeleted });
  await expect.poll(() => listeners.size).toBe(1);
  expect(calls).toEqual(['cancel running']);
  expect([...held]).toEqual(['running', 'gone', 'kept', 'done']);
  end();
  expect((await left).map(({ job, error }) => [job.id, error.reason])).toEqual([
    ['kept', 'JOB_NOT_FINISHED'],
  ]);
  expect(calls).toEqual(['cancel running', 'delete running', 'delete gone', 'delete kept', 'delete done']);
  expect(deleted).toEqual(['running', 'gone', 'done']);
  expect([listeners.size, held.size]).toEqual([0, 0]);
});

test('ends when the page goes away', async () => {
  const running = jobOf('running', JobState.RUNNING);
  const { store, listeners, held } = fakeStore(running);
  const client = { cancelJob: async () => running, deleteJob: () => Promise.reject(new Error('never')) };
  const abort = new AbortController();
  const deleted: Job[] = [];
  const onDeleted = (job: Job) => void deleted.push(job);
  const stopped = deleteJobs([running], { client, store, signal: abort.signal, onDeleted });
  await expect.poll(() => listeners.size).toBe(1);
  abort.abort();
  await expect(stopped).rejects.toThrow();
  expect([listeners.size, held.size, deleted.length]).toEqual([0, 0, 0]);
});
