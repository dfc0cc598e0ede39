import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../../services/backend/src/clock/manual-clock.ts';
import { START_TIME } from '../../services/backend/src/jobs/test-jobs.ts';
import {
  imageOf,
  namedBytes,
  readAll,
  storeImage,
} from '../../services/backend/src/storage/conformance/make-images.ts';
import {
  numberedJob,
  QUEUED,
  STARTED,
  seal,
  submit,
} from '../../services/backend/src/storage/conformance/make-jobs.ts';
import type { LogEntry } from '../../services/backend/src/storage/job-storage.ts';
import { openSqliteStorage } from '../../services/backend/src/storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../../services/backend/src/storage/storage.ts';

const BYTES = namedBytes('picture', 3_000_000);
const IMAGE = imageOf(BYTES);
const UPLOAD = {
  id: 'u1',
  caller: 'local',
  sizeBytes: BYTES.length,
  sha256: '',
  ranges: [],
  expireTime: START_TIME,
};

let directory: string;
let storage: Storage;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-full-'));
  storage = await openSqliteStorage({ directory, clock: createManualClock() });
});
afterEach(async () => {
  allowFilesOf('unlimited');
  await storage.close();
  await rm(directory, { recursive: true });
});

/**
 * Lets no file of this process grow beyond a size: the kernel refuses the write in its middle, as a full disk does.
 * The process's own limit needs neither a file system of its own nor rights.
 */
function allowFilesOf(sizeBytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${sizeBytes}:unlimited`]);
}
const filesOf = (name: string): Promise<string[]> => readdir(join(directory, name));

test('a picture for which there is no room is refused, leaves nothing, and may come again', async () => {
  allowFilesOf(2_000_000);
  const refused = await storage.stageImage();
  await expect(refused.write(BYTES)).rejects.toMatchObject({ reason: 'STORAGE_FULL' });
  await refused.discard();
  expect(await filesOf('images/staging')).toEqual([]);
  allowFilesOf('unlimited');
  const staged = await storage.stageImage();
  await staged.write(BYTES);
  await staged.commit(IMAGE);
  expect((await readAll(storage, IMAGE.id)).equals(BYTES)).toBe(true);
});

test('a piece of an upload for which there is no room is refused; the upload goes on when there is', async () => {
  await storage.createUpload(UPLOAD);
  await storage.writeUploadBytes('u1', 0, BYTES.subarray(0, 1_000_000));
  allowFilesOf(2_000_000);
  const writing = storage.writeUploadBytes('u1', 1_000_000, BYTES.subarray(1_000_000));
  await expect(writing).rejects.toMatchObject({ reason: 'STORAGE_FULL' });
  allowFilesOf('unlimited');
  await storage.writeUploadBytes('u1', 1_000_000, BYTES.subarray(1_000_000));
  expect(await storage.commitUpload('u1', IMAGE)).toMatchObject({ imageId: IMAGE.id });
  expect((await readAll(storage, IMAGE.id)).equals(BYTES)).toBe(true);
});

test('while the database cannot be written nothing is half done, reading works, and then all works again', async () => {
  const heard: LogEntry[] = [];
  storage.follow((entries) => heard.push(...entries));
  const job = await submit(storage, 1);
  const kept = await storeImage(storage, BYTES);
  const staged = await storage.stageImage();
  await staged.write(BYTES.subarray(0, 3000));
  const image = imageOf(BYTES.subarray(0, 3000));
  const started = seal(job, [STARTED]);
  const append = () => storage.appendEvents({ afterSequence: 1, ...started });
  const submitSecond = () => storage.submitJob({ ...seal(numberedJob(2), [QUEUED]), specSha256: '' });

  allowFilesOf(4000);
  const outcomes = await Promise.allSettled([
    append(),
    submitSecond(),
    staged.commit(image),
    storage.deleteImage(kept.id),
  ]);
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ reason: { reason: 'STORAGE_UNAVAILABLE' } });
  }
  expect(await storage.readJob(job.id)).toEqual(job);
  expect(await storage.readJob(numberedJob(2).id)).toBeUndefined();
  expect(await storage.readImage(image.id)).toBeUndefined();
  expect(await filesOf(`images/sha256/${image.id.slice(0, 2)}`)).toEqual([]);
  expect((await readAll(storage, kept.id)).equals(BYTES)).toBe(true);
  expect(heard).toHaveLength(1);

  allowFilesOf('unlimited');
  expect(await append()).toBe(true);
  expect((await submitSecond()).created).toBe(true);
  expect(await staged.commit(image)).toEqual(image);
  expect(heard.map(({ jobId, event }) => [jobId, event?.sequence])).toEqual([
    [job.id, 1],
    [job.id, 2],
    [numberedJob(2).id, 1],
  ]);
  expect(await storage.readLog('local', 0, 10)).toEqual(heard);
  await storage.close();
  storage = await openSqliteStorage({ directory, clock: createManualClock() });
  expect(await storage.readJob(job.id)).toEqual(started.job);
  expect(await storage.readLog('local', 0, 10)).toEqual(heard);
  expect(await readAll(storage, image.id)).toEqual(BYTES.subarray(0, 3000));
});

test('where an image’s file cannot be put it is refused and not recorded, and works again after', async () => {
  const folder = join(directory, 'images', 'sha256', IMAGE.id.slice(0, 2));
  await writeFile(folder, 'in the way');
  const staged = await storage.stageImage();
  await staged.write(BYTES);
  await expect(staged.commit(IMAGE)).rejects.toMatchObject({ reason: 'STORAGE_UNAVAILABLE' });
  expect(await storage.readImage(IMAGE.id)).toBeUndefined();
  await rm(folder);
  expect(await staged.commit(IMAGE)).toEqual(IMAGE);
  expect(await filesOf('images/staging')).toEqual([]);
  expect((await readAll(storage, IMAGE.id)).equals(BYTES)).toBe(true);
});

test('while its folder is gone the storage refuses what needs it, and works again when it is back', async () => {
  const folder = join(directory, 'images', 'staging');
  await rename(folder, `${folder}.away`);
  await expect(storage.stageImage()).rejects.toMatchObject({ reason: 'STORAGE_UNAVAILABLE' });
  await rename(`${folder}.away`, folder);
  const { id } = await storeImage(storage, BYTES);
  await rm(join(directory, 'images', 'sha256'), { recursive: true });
  await mkdir(join(directory, 'images', 'sha256'));
  await expect(storeImage(storage, BYTES)).rejects.toMatchObject({ reason: 'STORAGE_UNAVAILABLE' });
  await storeImage(storage, BYTES);
  expect((await readAll(storage, id)).equals(BYTES)).toBe(true);
});
