import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../../clock/manual-clock.ts';
import { START_TIME } from '../../jobs/test-jobs.ts';
import { imageOf, namedBytes, readAll, storeImage } from '../conformance/make-images.ts';
import { submit } from '../conformance/make-jobs.ts';
import type { Storage } from '../storage.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';

let directory: string;
const opened: Storage[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-open-'));
});
afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.close();
  await rm(directory, { recursive: true });
});

async function open(): Promise<Storage> {
  const storage = await openSqliteStorage({ directory, clock: createManualClock() });
  opened.push(storage);
  return storage;
}
const close = async (): Promise<void> => {
  for (const storage of opened.splice(0)) await storage.close();
};
const pathOf = (imageId: string): string =>
  join(directory, 'images', 'sha256', imageId.slice(0, 2), imageId.slice(2));

test('the database is in WAL mode and has the schema version of the program', async () => {
  await open();
  await close();
  const database = new SqliteDatabase(join(directory, 'backend.sqlite'));
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('user_version', { simple: true })).toBe(3);
  database.pragma('user_version = 99');
  database.close();
  await expect(open()).rejects.toThrow('schema version 99');
  // The refused start has given the directory back.
  const again = new SqliteDatabase(join(directory, 'backend.sqlite'));
  again.pragma('user_version = 3');
  again.close();
  await open();
});

test('a second storage in the directory is refused in one sentence, until the first one is closed', async () => {
  await open();
  await expect(open()).rejects.toThrow(`another Backend is using the data directory ${directory}`);
  await close();
  await open();
});

test('the leases of a dead process have ended with it', async () => {
  const lease = { now: START_TIME, expireTime: new Date(START_TIME.getTime() + 15_000) };
  const first = await open();
  const { id } = await submit(first, 1);
  expect(await first.claimJob({ ...lease, jobId: id, owner: 'dead' })).toBe(true);
  await close();
  expect(await (await open()).claimJob({ ...lease, jobId: id, owner: 'next' })).toBe(true);
});

test('what a dead process left half-written is gone; what is whole stays', async () => {
  const kept = await storeImage(await open(), namedBytes('kept'));
  await close();
  const orphan = imageOf(namedBytes('orphan')).id;
  await mkdir(dirname(pathOf(orphan)), { recursive: true });
  await writeFile(pathOf(orphan), 'file without record');
  await writeFile(join(directory, 'images', 'staging', 'left'), 'half a picture');
  await writeFile(join(directory, 'images', 'sha256', 'README'), 'of a person');
  await writeFile(join(directory, 'uploads', 'left'), 'half an upload');
  const storage = await open();
  expect(await readdir(join(directory, 'images', 'staging'))).toEqual([]);
  expect(await readdir(join(directory, 'uploads'))).toEqual([]);
  await expect.poll(() => existsSync(pathOf(orphan))).toBe(false);
  expect(await readAll(storage, kept.id)).toEqual(namedBytes('kept'));
});

test('an upload whose commit was not finished by a dead process is committed by the next one', async () => {
  const bytes = namedBytes('upload');
  const image = imageOf(bytes);
  const first = await open();
  const upload = {
    id: 'u1',
    caller: 'local',
    sizeBytes: bytes.length,
    sha256: '',
    ranges: [],
    expireTime: START_TIME,
  };
  await first.createUpload(upload);
  await first.writeUploadBytes('u1', 0, bytes);
  await close();
  // It died between the file's second name and the record.
  await mkdir(dirname(pathOf(image.id)), { recursive: true });
  await cp(join(directory, 'uploads', 'u1'), pathOf(image.id));
  const second = await open();
  expect(await second.commitUpload('u1', image)).toMatchObject({ imageId: image.id });
  expect(await readAll(second, image.id)).toEqual(bytes);
  await close();
  // It died between the record and the removal of the file.
  await cp(pathOf(image.id), join(directory, 'uploads', 'u1'));
  await open();
  expect(await readdir(join(directory, 'uploads'))).toEqual([]);
});

test('an image that is stored again while what is left of it is being swept stays', async () => {
  await open();
  await close();
  const inOneDirectory: Buffer[] = [];
  for (let number = 0; inOneDirectory.length < 40; number += 1) {
    const bytes = namedBytes(`orphan ${number}`);
    if (imageOf(bytes).id.startsWith('00')) inOneDirectory.push(bytes);
  }
  const paths = inOneDirectory.map((bytes) => pathOf(imageOf(bytes).id));
  await mkdir(dirname(paths[0]), { recursive: true });
  for (const path of paths) await writeFile(path, '');
  const storage = await open();
  await Promise.all(inOneDirectory.map((bytes) => storeImage(storage, bytes)));
  await close();
  const again = await open();
  for (const bytes of inOneDirectory) {
    expect((await readAll(again, imageOf(bytes).id)).equals(bytes)).toBe(true);
  }
});
