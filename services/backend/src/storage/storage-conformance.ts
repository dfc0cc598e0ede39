import { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type NewEvent, sealEvents } from '../jobs/seal-events.ts';
import { madeStep, START_TIME, testImage, testJob } from '../jobs/test-jobs.ts';
import type { Storage, UploadRecord } from './storage.ts';

const QUEUED: NewEvent = { $case: 'queued', value: { queuePosition: 0 } };
const STARTED: NewEvent = { $case: 'started', value: {} };
const CANCELLED: NewEvent = { $case: 'finished', value: { state: JobState.CANCELLED } };
const UPLOAD: UploadRecord = {
  id: 'u1',
  caller: 'local',
  sizeBytes: 100,
  sha256: '',
  ranges: [],
  imageId: undefined,
  expireTime: START_TIME,
};

/** What every storage driver must do. `open` is called again, on the same place, to see what has lasted. */
export function testStorageConformance(
  name: string,
  place: { open(): Promise<Storage>; clear(): Promise<void> },
): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await place.open();
  });
  afterEach(async () => {
    await storage.close();
    await place.clear();
  });
  const reopen = async (): Promise<void> => {
    await storage.close();
    storage = await place.open();
  };
  const submit = async (number: number, newEvents: NewEvent[] = [QUEUED], caller = 'local'): Promise<Job> => {
    const id = `01${String(number).padStart(24, '0')}`;
    const sealed = sealEvents(testJob({ id, caller, requestId: `r${number}` }), newEvents, START_TIME);
    await storage.submitJob({ ...sealed, specSha256: 'digest' });
    return sealed.job;
  };
  const append = async (job: Job, newEvents: NewEvent[], images = [testImage('a')]): Promise<boolean> => {
    const sealed = sealEvents(job, newEvents, START_TIME);
    return storage.appendEvents({ afterSequence: job.lastSequence, ...sealed, images });
  };

  describe(`${name}: jobs`, () => {
    test('a submitted job and its events last', async () => {
      const job = await submit(1);
      await reopen();
      expect(await storage.readJob(job.id)).toEqual(job);
      expect(await storage.readJob('unknown')).toBeUndefined();
      expect((await storage.readEvents(job.id, 0, 10)).map(({ event }) => event?.$case)).toEqual(['queued']);
    });

    test('one request id of a caller makes one job, however many submit it at once', async () => {
      const answers = await Promise.all(
        [1, 2, 3].map((number) => {
          const id = `01${String(number).padStart(24, '0')}`;
          const sealed = sealEvents(testJob({ id }), [QUEUED], START_TIME);
          return storage.submitJob({ ...sealed, specSha256: `digest ${number}` });
        }),
      );
      expect(answers.map(({ created }) => created).sort()).toEqual([false, false, true]);
      expect(new Set(answers.map(({ stored }) => stored.job.id)).size).toBe(1);
      const [{ stored }] = answers;
      expect(await storage.findJobByRequest('local', 'r1')).toEqual(stored);
      expect(await storage.findJobByRequest('other', 'r1')).toBeUndefined();
      expect((await storage.countJobs('local')).queued).toBe(1);
    });

    test('appending replaces the job, records and grants its images, and lasts', async () => {
      const job = await submit(1);
      const finished: NewEvent = { $case: 'stepFinished', value: { step: madeStep(1, 'a') } };
      expect(await append(job, [STARTED, finished])).toBe(true);
      await reopen();
      const events = await storage.readEvents(job.id, 1, 10);
      expect(events.map(({ sequence, event }) => [sequence, event?.$case])).toEqual([
        [2, 'started'],
        [3, 'stepFinished'],
      ]);
      expect(events).toEqual(sealEvents(job, [STARTED, finished], START_TIME).events);
      expect((await storage.readEvents(job.id, 1, 1)).length).toBe(1);
      expect(await storage.readJob(job.id)).toEqual(sealEvents(job, [STARTED, finished], START_TIME).job);
      expect(await storage.readVisibleImage('local', testImage('a').id)).toEqual(testImage('a'));
      expect(await storage.readVisibleImage('other', testImage('a').id)).toBeUndefined();
    });

    test('an append after another sequence than the last does nothing, so that nothing is logged twice', async () => {
      const job = await submit(1);
      const answers = await Promise.all([append(job, [STARTED]), append(job, [STARTED, CANCELLED])]);
      expect(answers).toEqual([true, false]);
      expect((await storage.readEvents(job.id, 0, 10)).length).toBe(2);
      expect((await storage.readJob(job.id))?.state).toBe(JobState.RUNNING);
    });

    test('pages come newest first, by state, and counts follow every change', async () => {
      const jobs = [];
      for (const number of [1, 2, 3, 4, 5]) jobs.push(await submit(number));
      await submit(6, [QUEUED], 'other');
      await append(jobs[0], [STARTED]);
      await append(jobs[2], [CANCELLED]);
      const page = async (states: JobState[], beforeId?: string): Promise<string[]> =>
        (await storage.listJobs({ caller: 'local', states, beforeId, limit: 3 })).map(
          ({ requestId }) => requestId,
        );
      expect(await page([])).toEqual(['r5', 'r4', 'r3']);
      expect(await page([], jobs[2].id)).toEqual(['r2', 'r1']);
      expect(await page([JobState.QUEUED])).toEqual(['r5', 'r4', 'r2']);
      expect(await page([JobState.RUNNING, JobState.CANCELLED])).toEqual(['r3', 'r1']);
      expect(await page([JobState.QUEUED, JobState.RUNNING], jobs[3].id)).toEqual(['r2', 'r1']);
      const counts = { queued: 3, running: 1, succeeded: 0, failed: 0, cancelled: 1 };
      expect(await storage.countJobs('local')).toEqual(counts);
      expect(await storage.countJobs()).toEqual({ ...counts, queued: 4 });
      expect(await storage.listUnfinishedJobs()).toEqual([
        { jobId: jobs[0].id, caller: 'local', state: JobState.RUNNING },
        ...[jobs[1], jobs[3], jobs[4]].map(({ id }) => ({
          jobId: id,
          caller: 'local',
          state: JobState.QUEUED,
        })),
        { jobId: expect.any(String), caller: 'other', state: JobState.QUEUED },
      ]);
    });
  });

  describe(`${name}: images`, () => {
    test('an image is recorded once and seen by those it was shown to', async () => {
      const image = testImage('a');
      await storage.recordImage({ image, caller: 'local' });
      const again = { ...image, createTime: new Date(0) };
      expect(await storage.recordImage({ image: again, caller: 'other' })).toEqual(image);
      expect(await storage.readVisibleImage('other', image.id)).toEqual(image);
      expect(await storage.readVisibleImage('third', image.id)).toBeUndefined();
      await storage.grantImage('third', image.id);
      await storage.grantImage('third', image.id);
      await reopen();
      expect(await storage.readVisibleImage('third', image.id)).toEqual(image);
      expect(await storage.readImage(image.id)).toEqual(image);
      expect(await storage.readImage(testImage('b').id)).toBeUndefined();
    });

    test('a rendition is found by what it was made from and what was asked for', async () => {
      const [source, small] = [testImage('a'), testImage('b')];
      const key = { sourceImageId: source.id, width: 512, mediaType: 'image/webp' };
      await storage.recordImage({ image: source, caller: 'local' });
      await storage.recordImage({ image: small, caller: 'local', rendition: key });
      expect(await storage.readRendition(key)).toEqual(small);
      expect(await storage.readRendition({ ...key, width: 256 })).toBeUndefined();
      expect(await storage.readRendition({ ...key, mediaType: '' })).toBeUndefined();
    });
  });

  describe(`${name}: uploads and catalogue`, () => {
    test('an upload changes atomically and lasts until it is deleted', async () => {
      await storage.createUpload(UPLOAD);
      await Promise.all(
        [0, 10, 20, 30].map((start) =>
          storage.changeUpload('u1', (upload) => ({
            ...upload,
            ranges: [...upload.ranges, { start, end: start + 5 }],
          })),
        ),
      );
      await storage.changeUpload('u1', (upload) => ({ ...upload, imageId: testImage('a').id }));
      await reopen();
      const upload = await storage.readUpload('u1');
      expect(upload).toMatchObject({ ...UPLOAD, ranges: expect.any(Array), imageId: testImage('a').id });
      expect(upload?.ranges.map(({ start }) => start)).toEqual([0, 10, 20, 30]);
      expect(await storage.changeUpload('unknown', (other) => other)).toBeUndefined();
      await storage.deleteUpload('u1');
      expect(await storage.readUpload('u1')).toBeUndefined();
    });

    test('uploads expire by their time', async () => {
      await storage.createUpload(UPLOAD);
      await storage.createUpload({ ...UPLOAD, id: 'u2', expireTime: new Date(START_TIME.getTime() + 1) });
      expect(await storage.listExpiredUploads(new Date(START_TIME.getTime() - 1))).toEqual([]);
      expect(await storage.listExpiredUploads(START_TIME)).toEqual(['u1']);
    });

    test('the catalogue is what was saved last', async () => {
      const worker = (id: string): Worker => Worker.create({ id, engines: ['studio'], slots: 1 });
      await storage.saveCatalogue([worker('a'), worker('b')]);
      await storage.saveCatalogue([worker('c')]);
      await reopen();
      expect(await storage.readCatalogue()).toEqual([worker('c')]);
    });
  });
}
