import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { Job, JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../../clock/manual-clock.ts';
import { testSpec } from '../../jobs/test-jobs.ts';
import { imageOf, namedBytes, readAll } from '../conformance/make-images.ts';
import {
  append,
  CANCELLED,
  numberedJob,
  QUEUED,
  STARTED,
  seal,
  stepFinished,
} from '../conformance/make-jobs.ts';
import type { Storage } from '../storage.ts';
import { VERSION_1 } from './migrations/version-1.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';

const [PRODUCT, RESULT, UNUSED] = ['product', 'result', 'unused'].map((name) => imageOf(namedBytes(name)));
const clock = createManualClock();

let directory: string;
let storage: Storage | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-schema-'));
});
afterEach(async () => {
  await storage?.close();
  storage = undefined;
  await rm(directory, { recursive: true });
});

const product = { imageId: PRODUCT.id, scale: undefined, strength: undefined, cutoutImageId: '' };
const running = seal(numberedJob(2, { spec: testSpec({ product }) }), [
  QUEUED,
  STARTED,
  stepFinished(1, RESULT),
]);
const finished = seal(numberedJob(1), [QUEUED, CANCELLED]);
const others = seal(numberedJob(3, { caller: 'other' }), [QUEUED]);

/** A database as version 1 of the program left it. */
function writeVersion1(): void {
  const database = new SqliteDatabase(join(directory, 'backend.sqlite'));
  database.exec(VERSION_1);
  database.pragma('user_version = 1');
  const insertJob = database.prepare('INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertEvent = database.prepare('INSERT INTO events VALUES (?, ?, ?)');
  for (const { job, events } of [running, finished, others]) {
    const { id, caller, requestId, state, lastSequence } = job;
    insertJob.run(id, caller, requestId, 'digest', state, lastSequence, Job.encode(job).finish());
    for (const event of events) insertEvent.run(id, event.sequence, JobEvent.encode(event).finish());
  }
  for (const image of [PRODUCT, RESULT, UNUSED]) {
    database.prepare('INSERT INTO images VALUES (?, ?)').run(image.id, Image.encode(image).finish());
    database.prepare('INSERT INTO image_grants VALUES (?, ?)').run('local', image.id);
  }
  database.prepare('INSERT INTO renditions VALUES (?, ?, ?, ?)').run(PRODUCT.id, 16, '', UNUSED.id);
  database
    .prepare('INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run('u', 'local', 5, '', '[[0,2]]', null, 9);
  database.close();
}

test('a database of version 1 keeps everything and has what later versions add', async () => {
  writeVersion1();
  storage = await openSqliteStorage({ directory, clock });
  for (const { job, events } of [running, finished, others]) {
    expect(await storage.readJob(job.id)).toEqual(job);
    expect(await storage.readEvents(job.id, 0, 10)).toEqual(events);
  }
  expect((await storage.countJobs('local')).cancelled).toBe(1);
  const log = (await storage.readLog('local', 0, 100)) ?? [];
  expect(log.map(({ event }) => event)).toEqual([...finished.events, ...running.events]);
  expect(log.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  const search = { caller: 'local', states: [], words: ['coffee'], limit: 10, maxLookedAt: 10 };
  expect((await storage.searchJobs(search)).jobs).toEqual([running.job, finished.job]);
  expect(await storage.lastPosition('other')).toBe(1);
  expect(await storage.storedBytes()).toBe(3000);
  expect(await storage.readVisibleImage('local', RESULT.id)).toEqual(RESULT);
  expect(await storage.readRendition({ sourceImageId: PRODUCT.id, width: 16, mediaType: '' })).toEqual(
    UNUSED,
  );
  expect((await storage.readUpload('u'))?.ranges).toEqual([{ start: 0, end: 2 }]);
  expect(await storage.listUnusedImages(clock.now(), 10)).toEqual([]);
  clock.advance(1);
  expect(await storage.listUnusedImages(clock.now(), 10)).toEqual([UNUSED]);
  expect(await storage.deleteImage(PRODUCT.id)).toBe(false);
});

test('a migrated database goes on as one that was made anew', async () => {
  writeVersion1();
  storage = await openSqliteStorage({ directory, clock });
  const { id } = storage;
  const resultDirectory = join(directory, 'images', 'sha256', RESULT.id.slice(0, 2));
  await mkdir(resultDirectory, { recursive: true });
  await writeFile(join(resultDirectory, RESULT.id.slice(2)), namedBytes('result'));
  expect(await readAll(storage, RESULT.id)).toEqual(namedBytes('result'));
  const done = await append(storage, running.job, [CANCELLED]);
  expect(await storage.deleteJob(finished.job.id)).toBe(true);
  await storage.close();
  storage = await openSqliteStorage({ directory, clock });
  expect(storage.id).toBe(id);
  const log = (await storage.readLog('local', 0, 100)) ?? [];
  expect(log.map(({ jobId, event }) => event?.sequence ?? jobId)).toEqual([1, 2, 3, 4, finished.job.id]);
  expect((await storage.countJobs('local')).cancelled).toBe(1);
  expect(await storage.deleteJob(done.id)).toBe(true);
  expect(await storage.deleteImage(RESULT.id)).toBe(true);
});

test('the schema of a migrated database is that of a new one', async () => {
  const schemaOf = async (): Promise<unknown[]> => {
    await (await openSqliteStorage({ directory, clock })).close();
    const database = new SqliteDatabase(join(directory, 'backend.sqlite'));
    const rows = database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    database.close();
    return rows;
  };
  const fresh = await schemaOf();
  await rm(join(directory, 'backend.sqlite'));
  writeVersion1();
  expect(await schemaOf()).toEqual(fresh);
});
