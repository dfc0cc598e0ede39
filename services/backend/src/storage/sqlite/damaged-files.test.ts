import { appendFile, mkdtemp, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../../clock/manual-clock.ts';
import { madeOf } from '../../jobs/test-jobs.ts';
import { imageOf, namedBytes, readAll, storeImage } from '../conformance/make-images.ts';
import type { Storage } from '../storage.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';

const BYTES = namedBytes('picture', 600_000);
const IMAGE = imageOf(BYTES);
const OTHER_BYTES = namedBytes('other', BYTES.length);

let directory: string;
let storage: Storage;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-damaged-'));
  storage = await openSqliteStorage({ directory, clock: createManualClock() });
  path = join(directory, 'images', 'sha256', IMAGE.id.slice(0, 2), IMAGE.id.slice(2));
  await storeImage(storage, BYTES);
  await storage.saveCachedStep('key', madeOf(1, IMAGE));
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

/** Writes a file until its time has changed: the clock of a file system may stand still for some milliseconds. */
async function overwrite(bytes: Uint8Array): Promise<void> {
  const { mtimeMs } = await stat(path);
  do await writeFile(path, bytes);
  while ((await stat(path)).mtimeMs === mtimeMs);
}

const DAMAGES = [
  { what: 'cut off', damage: () => truncate(path, 300_000) },
  { what: 'emptied', damage: () => truncate(path, 0) },
  { what: 'grown', damage: () => appendFile(path, 'x') },
  { what: 'overwritten', damage: () => overwrite(OTHER_BYTES) },
  { what: 'removed', damage: () => rm(path) },
];

test.each(DAMAGES)('of a file that was $what nothing is sent', async ({ damage }) => {
  await damage();
  for (const offset of [0, 599_999]) {
    const pieces: Uint8Array[] = [];
    const reading = (async () => {
      for await (const piece of storage.readImageBytes(IMAGE.id, offset)) pieces.push(piece);
    })();
    await expect(reading).rejects.toMatchObject({
      reason: 'IMAGE_DAMAGED',
      metadata: { image_id: IMAGE.id },
    });
    expect(pieces).toEqual([]);
  }
  expect(await storage.verifyImageBytes(IMAGE.id)).toBe(false);
});

test.each(DAMAGES)(
  'a cached step whose file was $what is not found, and found when it was made again',
  async ({ damage }) => {
    expect(await storage.readCachedStep('key')).toBeDefined();
    await damage();
    expect(await storage.readCachedStep('key')).toBeUndefined();
    await storeImage(storage, BYTES);
    await storage.saveCachedStep('key', madeOf(1, IMAGE));
    expect(await storage.readCachedStep('key')).toBeDefined();
  },
);

test.each(DAMAGES)('storing the same bytes again repairs a file that was $what', async ({ damage }) => {
  await damage();
  await storeImage(storage, BYTES);
  expect((await readAll(storage, IMAGE.id)).equals(BYTES)).toBe(true);
  expect((await readFile(path)).equals(BYTES)).toBe(true);
});

test('a damage that left size and time as they were is found by reading, and remembered', async () => {
  const { atime, mtimeMs } = await stat(path);
  await writeFile(path, OTHER_BYTES);
  // Times with fractions are not set to the same microsecond: so both are set, before the image is stored anew.
  const wholeSecond = new Date(Math.floor(mtimeMs / 1000) * 1000);
  await overwrite(BYTES);
  await utimes(path, atime, wholeSecond);
  expect((await readAll(storage, IMAGE.id)).equals(BYTES)).toBe(true);
  await writeFile(path, OTHER_BYTES);
  await utimes(path, atime, wholeSecond);
  expect((await readAll(storage, IMAGE.id)).equals(OTHER_BYTES)).toBe(true);
  expect(await storage.verifyImageBytes(IMAGE.id)).toBe(false);
  expect(await storage.readCachedStep('key')).toBeUndefined();
  await expect(readAll(storage, IMAGE.id)).rejects.toMatchObject({ reason: 'IMAGE_DAMAGED' });
});

test('a file of another size is damaged, whatever its time says', async () => {
  const { atime, mtimeMs } = await stat(path);
  const wholeSecond = new Date(Math.floor(mtimeMs / 1000) * 1000);
  await utimes(path, atime, wholeSecond);
  expect((await readAll(storage, IMAGE.id)).equals(BYTES)).toBe(true);
  await truncate(path, 300_000);
  await utimes(path, atime, wholeSecond);
  await expect(readAll(storage, IMAGE.id)).rejects.toMatchObject({ reason: 'IMAGE_DAMAGED' });
});

test('when a damaged step is made again with another picture, that one is kept', async () => {
  await truncate(path, 0);
  expect(await storage.readCachedStep('key')).toBeUndefined();
  const other = await storeImage(storage, OTHER_BYTES);
  await storage.saveCachedStep('key', madeOf(1, other));
  expect((await storage.readCachedStep('key'))?.result?.id).toBe(other.id);
});

test('a file with another time but the right bytes, as after a restored backup, is served', async () => {
  await utimes(path, new Date(0), new Date(0));
  expect((await readAll(storage, IMAGE.id)).equals(BYTES)).toBe(true);
  expect(await storage.readCachedStep('key')).toBeDefined();
  // It was read once and is known from now on: what is damaged behind its back is seen by its size only.
  await writeFile(path, OTHER_BYTES);
  await utimes(path, new Date(0), new Date(0));
  expect((await readAll(storage, IMAGE.id)).equals(OTHER_BYTES)).toBe(true);
});

test('a file that is cut off while it is read ends with an error, not as if it were whole', async () => {
  const bytes = namedBytes('large', 2_000_000);
  const { id } = await storeImage(storage, bytes);
  const largePath = join(directory, 'images', 'sha256', id.slice(0, 2), id.slice(2));
  let sizeBytes = 0;
  const reading = (async () => {
    for await (const piece of storage.readImageBytes(id)) {
      if (sizeBytes === 0) await truncate(largePath, 700_000);
      sizeBytes += piece.length;
    }
  })();
  await expect(reading).rejects.toMatchObject({ reason: 'IMAGE_DAMAGED' });
  expect(sizeBytes).toBeLessThan(bytes.length);
});
