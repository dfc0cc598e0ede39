import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import type { PutImageCommit, PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { imageOf, namedBytes, readAll, storeNamed } from '../storage/conformance/make-images.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { putImage } from './put-image.ts';

const BYTES = namedBytes('picture', 600_000);
const IMAGE = imageOf(BYTES);
const ID = IMAGE.id;

let directory: string;
let storage: Storage;
const clock = createManualClock();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-put-image-'));
  storage = await openSqliteStorage({ directory, clock });
});
afterEach(async () => {
  await storage.close();
  await rm(directory, { recursive: true });
});

async function* requests(
  options: { commit?: Partial<PutImageCommit>; cut?: boolean; breakOff?: boolean } = {},
): AsyncGenerator<PutImageRequest> {
  for await (const chunk of imageChunks(IMAGE, [BYTES])) {
    if (options.breakOff && chunk.offset > 0) throw new Error('the caller is gone');
    yield { part: { $case: 'chunk', value: chunk } };
  }
  if (options.cut) return;
  const value = { image: IMAGE, sourceImageId: '', rendition: undefined, ...options.commit };
  yield { part: { $case: 'commit', value } };
}
const put = (options?: Parameters<typeof requests>[0]) =>
  putImage({ storage, clock }, 'local', requests(options));

test('an image is stored with its commit, and seen by its caller', async () => {
  const stored = await put();
  expect(stored).toEqual({ ...IMAGE, createTime: clock.now() });
  expect(await storage.readVisibleImage('local', ID)).toEqual(stored);
  expect(await readAll(storage, ID)).toEqual(BYTES);
});

test('a rendition is stored under its source, which the caller must see', async () => {
  const source = await storeNamed(storage, 'source', 'other');
  const commit = { sourceImageId: source.id, rendition: { width: 16, mediaType: 'image/png' } };
  await expect(put({ commit })).rejects.toMatchObject({ reason: 'IMAGE_NOT_FOUND' });
  await storage.grantImage('local', source.id);
  await put({ commit });
  const key = { sourceImageId: source.id, width: 16, mediaType: 'image/png' };
  expect((await storage.readRendition(key))?.id).toBe(ID);
});

test.each([
  {
    what: 'a wrong digest',
    options: { commit: { image: { ...IMAGE, id: 'f'.repeat(64) } } },
    reason: 'DIGEST_MISMATCH',
  },
  { what: 'half a rendition', options: { commit: { sourceImageId: ID } }, reason: 'INVALID_REQUEST' },
  { what: 'no commit', options: { cut: true }, reason: 'MESSAGE_MISSING' },
  { what: 'a broken stream', options: { breakOff: true }, reason: undefined },
])('$what leaves nothing', async ({ options, reason }) => {
  const error: unknown = await put(options).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect((error as { reason?: string }).reason).toBe(reason);
  expect(await readdir(join(directory, 'images', 'staging'))).toEqual([]);
  expect(await readdir(join(directory, 'images', 'sha256'))).toEqual([]);
  expect(await storage.readImage(ID)).toBeUndefined();
});
