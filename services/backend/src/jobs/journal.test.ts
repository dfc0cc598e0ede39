import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { type Job, type JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import type { Storage } from '../storage/storage.ts';
import { createJournal } from './journal.ts';
import type { NewEvent } from './seal-events.ts';
import { testJob } from './test-jobs.ts';

const CANCEL: NewEvent = { $case: 'finished', value: { state: JobState.CANCELLED } };
const WARN: NewEvent = { $case: 'warning', value: { step: 1, warning: { reason: 'R', message: 'M' } } };

let job: Job;
let log: JobEvent[];
beforeEach(() => {
  job = testJob();
  log = [];
});

/** A storage of one job that answers as `answer` says after it has done, or not done, its work. */
function journal(answer: (append: () => boolean) => boolean = (append) => append()) {
  const storage: Pick<Storage, 'readJob' | 'appendEvents' | 'readEvents'> = {
    readJob: async () => job,
    readEvents: async (_jobId, after, limit) =>
      log.filter(({ sequence }) => sequence > after).slice(0, limit),
    async appendEvents(append) {
      return answer(() => {
        if (append.afterSequence !== job.lastSequence) return false;
        log.push(...append.events);
        job = append.job;
        return true;
      });
    },
  };
  return createJournal({ storage, clock: createManualClock(), jobRetentionMs: 1000 });
}
const cancelOnce = (current: Job): NewEvent[] => (current.state === JobState.CANCELLED ? [] : [CANCEL]);

test('an append whose answer is lost is seen in the log and not done again', async () => {
  const { change } = journal((append) => {
    append();
    throw new AppError('STORAGE_UNAVAILABLE');
  });
  expect((await change(job.id, cancelOnce)).state).toBe(JobState.CANCELLED);
  expect(log).toHaveLength(1);
});

test('an append that was not done fails, and is done by the next try', async () => {
  let isBroken = true;
  const { change } = journal((append) => {
    if (isBroken) throw new AppError('STORAGE_FULL');
    return append();
  });
  await expect(change(job.id, cancelOnce)).rejects.toMatchObject({ reason: 'STORAGE_FULL' });
  isBroken = false;
  await change(job.id, cancelOnce);
  expect(log).toHaveLength(1);
});

test("an answer that is lost while another's events came first is not taken for done", async () => {
  const other = journal();
  let isFirst = true;
  const { change } = journal((append) => {
    if (!isFirst) return append();
    isFirst = false;
    log.push({ jobId: job.id, sequence: 1, time: new Date(0), event: { $case: 'started', value: {} } });
    job = { ...job, lastSequence: 1 };
    throw new AppError('STORAGE_UNAVAILABLE');
  });
  await expect(change(job.id, () => [WARN])).rejects.toMatchObject({ reason: 'STORAGE_UNAVAILABLE' });
  expect((await other.change(job.id, () => [WARN])).lastSequence).toBe(2);
});

test('a decision that was overtaken is made again over the job as it is then', async () => {
  let isFirst = true;
  const { change } = journal((append) => {
    if (!isFirst) return append();
    isFirst = false;
    log.push({ jobId: job.id, sequence: 1, time: new Date(0), event: { $case: 'started', value: {} } });
    job = { ...job, lastSequence: 1, state: JobState.CANCELLED };
    return append();
  });
  expect((await change(job.id, cancelOnce)).state).toBe(JobState.CANCELLED);
  expect(log.map(({ event }) => event?.$case)).toEqual(['started']);
});

test('changes of one job come one after another', async () => {
  const { change } = journal();
  await Promise.all(Array.from({ length: 20 }, () => change(job.id, () => [WARN])));
  expect(log.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});
