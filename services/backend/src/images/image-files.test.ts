import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import type { PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createSqliteStorage } from '../storage/sqlite/create-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { type ImageFiles, openImageFiles } from './image-files.ts';
import { putImage } from './put-image.ts';

const BYTES = Buffer.alloc(600_000, 'nanococoa');
const ID = createHash('sha256').update(BYTES).digest('hex');

let directory: string;
let images: ImageFiles;
let storage: Storage;
const clock = createManualClock();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-images-'));
  images = await openImageFiles({ directory });
  storage = createSqliteStorage({ directory });
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

const read = async (id: string, offset?: number): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(images.read(id, offset)));
const staged = (): Promise<string[]> => readdir(join(directory, 'staging'));
const image = Image.create({ id: ID, mediaType: 'image/png', width: 9, height: 9, sizeBytes: BYTES.length });

async function* requests(
  options: { id?: string; cut?: boolean; breakOff?: boolean } = {},
): AsyncGenerator<PutImageRequest> {
  for await (const chunk of imageChunks(image, [BYTES])) {
    if (options.breakOff && chunk.offset > 0) throw new Error('the caller is gone');
    yield { part: { $case: 'chunk', value: chunk } };
  }
  if (options.cut) return;
  const value = { image: { ...image, id: options.id ?? ID }, sourceImageId: '', rendition: undefined };
  yield { part: { $case: 'commit', value } };
}

test('bytes become a file under their digest when they are committed, not before', async () => {
  const file = await images.stage();
  await file.write(BYTES.subarray(0, 100_000));
  await file.write(BYTES.subarray(100_000));
  await expect(read(ID)).rejects.toThrow('ENOENT');
  await file.commit(ID);
  expect(await read(ID)).toEqual(BYTES);
  expect(await read(ID, 599_990)).toEqual(BYTES.subarray(599_990));
  expect(await readFile(join(directory, 'sha256', ID.slice(0, 2), ID.slice(2)))).toEqual(BYTES);
  expect(await staged()).toEqual([]);
});

test('the same bytes again are the same file, and a torn file is healed', async () => {
  for (const _ of [1, 2]) {
    const file = await images.stage();
    await file.write(BYTES);
    await file.commit(ID);
    expect(await read(ID)).toEqual(BYTES);
    await writeFile(join(directory, 'sha256', ID.slice(0, 2), ID.slice(2)), 'torn');
  }
  expect(await staged()).toEqual([]);
});

test('what a dead process left half-written is gone at the next start', async () => {
  const file = await images.stage();
  await file.write(BYTES);
  expect(await staged()).toHaveLength(1);
  images = await openImageFiles({ directory });
  expect(await staged()).toEqual([]);
  await file.discard();
});

test('an id that is no digest never reaches the file system', async () => {
  await expect(read('../../etc/passwd')).rejects.toThrow('64 hexadecimal digits');
});

test('an image is stored with its commit, and seen by its caller', async () => {
  const stored = await putImage({ storage, images, clock }, 'local', requests());
  expect(stored).toEqual({ ...image, createTime: clock.now() });
  expect(await storage.readVisibleImage('local', ID)).toEqual(stored);
  expect(await read(ID)).toEqual(BYTES);
});

test.each([
  { what: 'a wrong digest', options: { id: 'f'.repeat(64) }, reason: 'DIGEST_MISMATCH' },
  { what: 'no commit', options: { cut: true }, reason: 'MESSAGE_MISSING' },
  { what: 'a broken stream', options: { breakOff: true }, reason: undefined },
])('$what leaves nothing', async ({ options, reason }) => {
  const error: unknown = await putImage({ storage, images, clock }, 'local', requests(options)).catch(
    (e) => e,
  );
  expect(error).toBeInstanceOf(Error);
  expect((error as { reason?: string }).reason).toBe(reason);
  expect(await staged()).toEqual([]);
  expect(await readdir(join(directory, 'sha256'))).toEqual([]);
  expect(await storage.readImage(ID)).toBeUndefined();
});
