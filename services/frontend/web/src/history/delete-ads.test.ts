import { Job, JobState, NanococoaError, Status } from '@nanococoa/client';
import { expect, test } from 'vitest';
import { deleteAds } from './delete-ads.ts';

function refusal(code: Status, reason: string): NanococoaError {
  return new NanococoaError({ code, reason, message: reason });
}

test('stops what runs and waits for its end, takes what is gone as deleted, and tells what is left', async () => {
  const calls: string[] = [];
  const client = {
    async cancelJob(id: string) {
      calls.push(`cancel ${id}`);
      return Job.fromPartial({ id, state: JobState.RUNNING, lastSequence: 4 });
    },
    async *watch(id: string, { afterSequence = 0 } = {}) {
      calls.push(`watch ${id} ${afterSequence}`);
      yield* [];
    },
    async deleteJob(id: string) {
      calls.push(`delete ${id}`);
      if (id === 'gone') throw refusal(Status.NOT_FOUND, 'JOB_NOT_FOUND');
      if (id === 'kept') throw refusal(Status.FAILED_PRECONDITION, 'JOB_NOT_FINISHED');
    },
  };
  const jobs = [
    Job.fromPartial({ id: 'running', state: JobState.RUNNING }),
    Job.fromPartial({ id: 'gone', state: JobState.FAILED }),
    Job.fromPartial({ id: 'kept', state: JobState.SUCCEEDED }),
    Job.fromPartial({ id: 'done', state: JobState.SUCCEEDED }),
  ];
  const deleted: string[] = [];
  const left = await deleteAds(client, jobs, new AbortController().signal, ({ id }) => deleted.push(id));
  expect(calls).toEqual([
    'cancel running',
    'watch running 4',
    'delete running',
    'delete gone',
    'delete kept',
    'delete done',
  ]);
  expect(deleted).toEqual(['running', 'gone', 'done']);
  expect(left.map(({ job, error }) => [job.id, error.reason])).toEqual([['kept', 'JOB_NOT_FINISHED']]);
});
