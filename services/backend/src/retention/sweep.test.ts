import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../clock/manual-clock.ts';
import { sealEvents } from '../jobs/seal-events.ts';
import { START_TIME } from '../jobs/test-jobs.ts';
import { namedBytes, storeImage } from '../storage/conformance/make-images.ts';
import { CANCELLED, QUEUED, stepFinished, submit } from '../storage/conformance/make-jobs.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { createUploadStore, type UploadStore } from '../uploads/upload-store.ts';
import { type Swept, sweep } from './sweep.ts';
import { startSweeper } from './sweeper.ts';

const HOUR_MS = 60 * 60 * 1000;
const FOR_LONG_MS = 1000 * HOUR_MS;
const IMAGE_BYTES = 1000;
const KEPT_FOR = { imageRetentionMs: 24 * HOUR_MS, maxStoredBytes: Number.POSITIVE_INFINITY };

let directory: string;
let clock: ManualClock;
let storage: Storage;
let uploads: UploadStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-sweep-'));
  clock = createManualClock(START_TIME.getTime());
  storage = await openSqliteStorage({ directory, clock });
  uploads = createUploadStore({ storage, clock, nextId: () => 'upload-1' });
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

const sweepNow = (limits: Partial<typeof KEPT_FOR> = {}): Promise<Swept> =>
  sweep({ storage, uploads, clock, ...KEPT_FOR, ...limits }, new AbortController().signal);
const store = (name: string): Promise<Image> => storeImage(storage, namedBytes(name, IMAGE_BYTES));
const areThere = async (...images: Image[]): Promise<boolean[]> =>
  Promise.all(images.map(async ({ id }) => (await storage.readImage(id)) !== undefined));

/** A waiting job with one made picture. */
const waitingJob = (number: number, image: Image): Promise<Job> =>
  submit(storage, number, {}, [QUEUED, stepFinished(1, image)]);
/** A finished job with one made picture, kept for a minute if not told otherwise. */
async function finishedJob(number: number, image: Image, retentionMs = 60_000): Promise<Job> {
  const job = await waitingJob(number, image);
  const sealed = sealEvents(job, [CANCELLED], clock.now(), retentionMs);
  await storage.appendEvents({ afterSequence: job.lastSequence, ...sealed });
  return sealed.job;
}
const jobsThere = async (...jobs: Job[]): Promise<boolean[]> =>
  Promise.all(jobs.map(async ({ id }) => (await storage.readJob(id)) !== undefined));

test('a finished job goes when its time is over; an unfinished one stays, with its pictures', async () => {
  const [made, other] = [await store('made'), await store('other')];
  const finished = await finishedJob(1, made);
  const waiting = await waitingJob(2, other);
  clock.advance(59_999);
  expect((await sweepNow()).jobs).toBe(0);
  clock.advance(1);
  expect(await sweepNow()).toEqual({ jobs: 1, images: 0 });
  expect(await jobsThere(finished, waiting)).toEqual([false, true]);
  clock.advance(25 * HOUR_MS);
  expect(await sweepNow()).toEqual({ jobs: 0, images: 1 });
  expect(await areThere(made, other)).toEqual([false, true]);
});

test('an image that no job names goes some time after its last use', async () => {
  const [old, used] = [await store('old'), await store('used')];
  clock.advance(20 * HOUR_MS);
  await storage.grantImage('other', used.id);
  clock.advance(5 * HOUR_MS);
  expect((await sweepNow()).images).toBe(1);
  expect(await areThere(old, used)).toEqual([false, true]);
});

test('an upload that was given up goes', async () => {
  const { id } = await uploads.create({ caller: 'local', sizeBytes: 5, sha256: '' });
  await sweepNow();
  expect(await storage.readUpload(id)).toBeDefined();
  clock.advance(25 * HOUR_MS);
  await sweepNow();
  expect(await storage.readUpload(id)).toBeUndefined();
});

test('many expired jobs and images all go, batch by batch', async () => {
  const images: Image[] = [];
  for (let number = 0; number < 120; number += 1) images.push(await store(`image ${number}`));
  for (const [index, image] of images.entries()) await finishedJob(index, image);
  clock.advance(25 * HOUR_MS);
  expect(await sweepNow()).toEqual({ jobs: 120, images: 120 });
  expect(await storage.storedBytes()).toBe(0);
});

test('a deletion is told to watchers for a week', async () => {
  const { id } = await finishedJob(1, await store('made'));
  const before = await storage.lastPosition('local');
  clock.advance(60_000);
  await sweepNow();
  clock.advance(7 * 24 * HOUR_MS);
  await sweepNow();
  const told = await storage.readLog('local', before, 100);
  expect(told?.map(({ jobId, event }) => [jobId, event])).toEqual([[id, undefined]]);
  clock.advance(1);
  await sweepNow();
  expect(await storage.readLog('local', before, 100)).toBeUndefined();
});

describe('where room is short', () => {
  test('unused images go first, the oldest before, and only as many as needed', async () => {
    const images: Image[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      images.push(await store(name));
      clock.advance(1000);
    }
    const limits = { maxStoredBytes: 2 * IMAGE_BYTES };
    clock.advance(2 * HOUR_MS);
    expect(await sweepNow(limits)).toEqual({ jobs: 0, images: 2 });
    expect(await areThere(...images)).toEqual([false, false, true, true]);
    expect((await sweepNow(limits)).images).toBe(0);
  });

  test('nothing that was used within the hour goes', async () => {
    const image = await store('just uploaded');
    clock.advance(HOUR_MS - 1);
    expect(await sweepNow({ maxStoredBytes: 0 })).toEqual({ jobs: 0, images: 0 });
    expect(await areThere(image)).toEqual([true]);
  });

  test('then the oldest finished jobs go with their pictures, never an unfinished one', async () => {
    const images: Image[] = [];
    for (const name of ['a', 'b', 'c']) images.push(await store(name));
    const jobs = [
      await finishedJob(1, images[0], FOR_LONG_MS),
      await waitingJob(2, images[1]),
      await finishedJob(3, images[2], FOR_LONG_MS),
    ];
    clock.advance(2 * HOUR_MS);
    expect(await sweepNow({ maxStoredBytes: IMAGE_BYTES })).toEqual({ jobs: 2, images: 2 });
    expect(await jobsThere(...jobs)).toEqual([false, true, false]);
    expect(await areThere(...images)).toEqual([false, true, false]);
    // What is left is in use: more cannot be done, and the sweep ends none the less.
    expect(await sweepNow({ maxStoredBytes: 0 })).toEqual({ jobs: 0, images: 0 });
  });

  test('a job that has just finished stays', async () => {
    const job = await finishedJob(1, await store('fresh'), FOR_LONG_MS);
    clock.advance(HOUR_MS - 1);
    expect((await sweepNow({ maxStoredBytes: 0 })).jobs).toBe(0);
    expect(await jobsThere(job)).toEqual([true]);
  });
});

test('the sweeper sweeps at its start and every five minutes, and stops', async () => {
  const log = createLogger({ service: 'test', level: 'silent' });
  const job = await finishedJob(1, await store('made'));
  const sweeper = startSweeper({ storage, uploads, clock, log, ...KEPT_FOR });
  await expect.poll(() => clock.pendingDelaysMs()).toEqual([5 * 60_000]);
  expect(await jobsThere(job)).toEqual([true]);
  clock.advance(5 * 60_000);
  await expect.poll(() => jobsThere(job)).toEqual([false]);
  await expect.poll(() => clock.pendingDelaysMs()).toEqual([5 * 60_000]);
  await sweeper.stop();
  expect(clock.pendingDelaysMs()).toEqual([]);
});

test('a sweep that fails is tried again at the next time', async () => {
  const log = createLogger({ service: 'test', level: 'silent' });
  const broken: Storage = { ...storage, storedBytes: () => Promise.reject(new Error('broken')) };
  const sweeper = startSweeper({ storage: broken, uploads, clock, log, ...KEPT_FOR });
  await expect.poll(() => clock.pendingDelaysMs()).toEqual([5 * 60_000]);
  await sweeper.stop();
});
