import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { describe, expect, test } from 'vitest';
import { START_TIME } from '../../jobs/test-jobs.ts';
import { storeNamed } from './make-images.ts';
import {
  append,
  CANCELLED,
  numberedJob,
  QUEUED,
  RETENTION_MS,
  STARTED,
  SUCCEEDED,
  seal,
  stepFinished,
  submit,
} from './make-jobs.ts';
import { type StoragePlace, useStorage } from './use-storage.ts';

/** Jobs: submitting, appending, finding, listing, deleting. */
export function testJobsKept(place: StoragePlace): void {
  describe('jobs', () => {
    const under = useStorage(place);

    test('a submitted job and its events last', async () => {
      const job = await submit(under.storage, 1, { priority: 3, labels: { a: 'b' } });
      await under.reopen();
      expect(await under.storage.readJob(job.id)).toEqual(job);
      expect(await under.storage.readJob('unknown')).toBeUndefined();
      expect(await under.storage.readEvents(job.id, 0, 10)).toEqual(seal(numberedJob(1), [QUEUED]).events);
    });

    test('one request id of a caller makes one job, however many submit it at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, number) => {
          const sealed = seal(numberedJob(number, { requestId: 'same' }), [QUEUED]);
          return under.storage.submitJob({ ...sealed, specSha256: `digest ${number}` });
        }),
      );
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(answers.map(({ stored }) => stored.job.id)).size).toBe(1);
      const [{ stored }] = answers;
      expect(await under.storage.findJobByRequest('local', 'same')).toEqual(stored);
      expect(await under.storage.findJobByRequest('other', 'same')).toBeUndefined();
      expect((await under.storage.countJobs('local')).queued).toBe(1);
      expect(await under.storage.lastPosition('local')).toBe(
        (await under.storage.readLog('local', 0, 100))?.at(-1)?.position,
      );
      await submit(under.storage, 99, { requestId: 'same', caller: 'other' });
    });

    test('appending replaces the job, and lasts', async () => {
      const job = await submit(under.storage, 1);
      const result = await storeNamed(under.storage, 'a');
      const appended = await append(under.storage, job, [STARTED, stepFinished(1, result)]);
      await under.reopen();
      const events = await under.storage.readEvents(job.id, 1, 10);
      expect(events).toEqual(seal(job, [STARTED, stepFinished(1, result)]).events);
      expect(await under.storage.readEvents(job.id, 1, 1)).toEqual(events.slice(0, 1));
      expect(await under.storage.readJob(job.id)).toEqual(appended);
    });

    test('of two appends after one sequence only one is done, so that nothing completes twice', async () => {
      const job = await submit(under.storage, 1);
      const answers = await Promise.all(
        [[STARTED], [STARTED, CANCELLED]].map((newEvents) =>
          under.storage.appendEvents({ afterSequence: 1, ...seal(job, newEvents) }),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      const won = seal(job, answers[0] ? [STARTED] : [STARTED, CANCELLED]);
      expect(await under.storage.readJob(job.id)).toEqual(won.job);
      expect(await under.storage.readEvents(job.id, 1, 10)).toEqual(won.events);
    });

    test('whoever lost the answer of a completion finds it in the log, and its repeat does nothing', async () => {
      const job = await append(under.storage, await submit(under.storage, 1), [STARTED]);
      const completion = { afterSequence: job.lastSequence, ...seal(job, [SUCCEEDED]) };
      // The answer is not looked at.
      void under.storage.appendEvents(completion).catch(() => undefined);
      await expect
        .poll(async () => (await under.storage.readJob(job.id))?.lastSequence)
        .toBe(completion.job.lastSequence);
      expect(await under.storage.appendEvents(completion)).toBe(false);
      await under.reopen();
      expect(await under.storage.appendEvents(completion)).toBe(false);
      expect(await under.storage.readEvents(job.id, job.lastSequence, 10)).toEqual(completion.events);
      expect((await under.storage.countJobs('local')).succeeded).toBe(1);
    });

    test('an append to a job that is not there does nothing', async () => {
      const { job, events } = seal(numberedJob(1), [QUEUED]);
      expect(await under.storage.appendEvents({ afterSequence: 0, job, events })).toBe(false);
      expect(await under.storage.readJob(job.id)).toBeUndefined();
    });

    test('pages come newest first, by state, and counts follow every change', async () => {
      const { storage } = under;
      const jobs = [];
      for (const number of [1, 2, 3, 4, 5]) jobs.push(await submit(storage, number));
      await submit(storage, 6, { caller: 'other', priority: 9 });
      await append(storage, jobs[0], [STARTED]);
      await append(storage, jobs[2], [CANCELLED]);
      const page = async (states: JobState[], beforeId?: string): Promise<string[]> =>
        (await storage.listJobs({ caller: 'local', states, beforeId, limit: 3 })).map((job) => job.requestId);
      expect(await page([])).toEqual(['r5', 'r4', 'r3']);
      expect(await page([], jobs[2].id)).toEqual(['r2', 'r1']);
      expect(await page([JobState.QUEUED])).toEqual(['r5', 'r4', 'r2']);
      expect(await page([JobState.RUNNING, JobState.CANCELLED])).toEqual(['r3', 'r1']);
      expect(await page([JobState.QUEUED, JobState.RUNNING], jobs[3].id)).toEqual(['r2', 'r1']);
      const counts = { queued: 3, running: 1, succeeded: 0, failed: 0, cancelled: 1 };
      expect(await storage.countJobs('local')).toEqual(counts);
      expect((await storage.countJobs('other')).queued).toBe(1);
      expect((await storage.countJobs('nobody')).queued).toBe(0);
      const waiting = { caller: 'local', state: JobState.QUEUED, priority: 0 };
      expect(await storage.listUnfinishedJobs()).toEqual([
        { ...waiting, jobId: jobs[0].id, state: JobState.RUNNING },
        { ...waiting, jobId: jobs[1].id },
        { ...waiting, jobId: jobs[3].id },
        { ...waiting, jobId: jobs[4].id },
        { jobId: numberedJob(6).id, caller: 'other', state: JobState.QUEUED, priority: 9 },
      ]);
    });

    test('finished jobs expire by their time, and are listed oldest first', async () => {
      const { storage } = under;
      const later = new Date(START_TIME.getTime() + 1000);
      await append(storage, await submit(storage, 3), [CANCELLED]);
      await append(storage, await submit(storage, 1), [CANCELLED], later);
      await submit(storage, 2);
      const ids = [1, 2, 3].map((number) => numberedJob(number).id);
      const expiredAt = (time: Date, afterMs: number): Promise<string[]> =>
        storage.listExpiredJobs(new Date(time.getTime() + afterMs), 10);
      expect(await expiredAt(START_TIME, RETENTION_MS - 1)).toEqual([]);
      expect(await expiredAt(START_TIME, RETENTION_MS)).toEqual([ids[2]]);
      expect(new Set(await expiredAt(later, RETENTION_MS))).toEqual(new Set([ids[2], ids[0]]));
      expect(await storage.listExpiredJobs(new Date(later.getTime() + RETENTION_MS), 1)).toHaveLength(1);
      expect(await storage.listOldestFinishedJobs(10)).toEqual([ids[0], ids[2]]);
      expect(await storage.listOldestFinishedJobs(1)).toEqual([ids[0]]);
    });

    test('a finished job can be deleted, an unfinished one cannot; its request id is free then', async () => {
      const { storage } = under;
      const job = await submit(storage, 1);
      expect(await storage.deleteJob(job.id)).toBe(false);
      const running = await append(storage, job, [STARTED]);
      expect(await storage.deleteJob(job.id)).toBe(false);
      await append(storage, running, [SUCCEEDED]);
      const answers = await Promise.all([storage.deleteJob(job.id), storage.deleteJob(job.id)]);
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await storage.deleteJob('unknown')).toBe(false);
      await under.reopen();
      expect(await under.storage.readJob(job.id)).toBeUndefined();
      expect(await under.storage.readEvents(job.id, 0, 10)).toEqual([]);
      expect(await under.storage.findJobByRequest('local', 'r1')).toBeUndefined();
      expect((await under.storage.countJobs('local')).succeeded).toBe(0);
      expect(await under.storage.listOldestFinishedJobs(10)).toEqual([]);
      await submit(under.storage, 2, { requestId: 'r1' });
    });
  });
}
