import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { committedSize } from './byte-ranges.ts';
import { createUploadStore, type UploadStore } from './upload-store.ts';

const MIB = 1024 * 1024;
const BYTES = Buffer.alloc(10 * MIB, createHash('sha512').update('bytes').digest());
const ID = createHash('sha256').update(BYTES).digest('hex');
const IMAGE = Image.create({ id: ID, mediaType: 'image/png', width: 9, height: 9, sizeBytes: BYTES.length });

let root: string;
let storage: Storage;
let uploads: UploadStore;
let uploadId: string;
const clock = createManualClock();

async function open(): Promise<void> {
  storage = await openSqliteStorage({ directory: root, clock });
  let number = 0;
  uploads = createUploadStore({ storage, clock, nextId: () => `upload-${(number += 1)}` });
}
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'nanococoa-uploads-'));
  await open();
  uploadId = (await uploads.create({ caller: 'local', sizeBytes: BYTES.length, sha256: '' })).id;
});
afterEach(async () => {
  await storage.close();
  await rm(root, { recursive: true });
});

const append = async (offset: number, sizeBytes = MIB): Promise<number> => {
  const data = BYTES.subarray(offset, offset + sizeBytes);
  return committedSize((await uploads.append('local', uploadId, offset, data)).ranges);
};
const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await work.then(() => undefined).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return error;
};
const readAll = async (): Promise<Buffer> =>
  Buffer.concat((await Array.fromAsync(uploads.read('local', uploadId))).map(({ data }) => data));
const files = (): Promise<string[]> => readdir(join(root, 'uploads'));

test('pieces may come ahead, at once and twice; the committed size is what has no gap', async () => {
  expect(await append(2 * MIB)).toBe(0);
  expect(await append(0)).toBe(MIB);
  expect(await append(0)).toBe(MIB);
  expect(await append(MIB)).toBe(3 * MIB);
  await Promise.all([9, 8, 7, 6, 5, 4, 3].map((piece) => append(piece * MIB)));
  expect(committedSize((await uploads.get('local', uploadId)).ranges)).toBe(BYTES.length);
  expect((await readAll()).equals(BYTES)).toBe(true);
  const finished = await uploads.finish('local', uploadId, IMAGE);
  expect(finished.imageId).toBe(ID);
  expect(await uploads.finish('local', uploadId, IMAGE)).toEqual(finished);
  expect((await storage.readVisibleImage('local', ID))?.sizeBytes).toBe(BYTES.length);
  expect(await files()).toEqual([]);
  expect(await append(0)).toBe(BYTES.length);
  expect((await readAll()).equals(BYTES)).toBe(true);
});

test('a piece more than 8 MiB ahead, or past the end, is refused with the committed size', async () => {
  await append(0);
  const tooFar = await refusal(append(9 * MIB + 1, 10));
  expect(tooFar).toMatchObject({
    reason: 'UPLOAD_OUT_OF_RANGE',
    metadata: { committed_size_bytes: `${MIB}` },
  });
  expect(await append(9 * MIB, 10)).toBe(MIB);
  const pastEnd = uploads.append('local', uploadId, BYTES.length - 1, Buffer.alloc(2));
  expect((await refusal(pastEnd)).reason).toBe('UPLOAD_OUT_OF_RANGE');
});

test('endless scattered pieces are refused, the one that closes the gap is not', async () => {
  for (let piece = 0; piece < 64; piece += 1) await append(1 + piece * 2, 1);
  expect((await refusal(append(1000, 1))).reason).toBe('UPLOAD_OUT_OF_RANGE');
  expect(await append(0, 200)).toBe(200);
});

test('what was acknowledged is there after a restart, and the upload goes on', async () => {
  await append(0, 4 * MIB);
  await append(6 * MIB, 4 * MIB);
  await storage.close();
  await open();
  expect(committedSize((await uploads.get('local', uploadId)).ranges)).toBe(4 * MIB);
  expect(await append(4 * MIB, 2 * MIB)).toBe(BYTES.length);
  await storage.close();
  await open();
  // Nothing was read by this process: the digest is made from the file.
  expect((await uploads.finish('local', uploadId, IMAGE)).imageId).toBe(ID);
});

test('an upload with a hole is incomplete; one with another digest than said is refused and stays', async () => {
  await append(0);
  expect((await refusal(readAll())).reason).toBe('UPLOAD_INCOMPLETE');
  expect((await refusal(uploads.finish('local', uploadId, IMAGE))).reason).toBe('UPLOAD_INCOMPLETE');
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((piece) => append(piece * MIB)));
  const lied = { ...IMAGE, id: 'f'.repeat(64) };
  expect((await refusal(uploads.finish('local', uploadId, lied))).reason).toBe('DIGEST_MISMATCH');
  expect(await storage.readImage('f'.repeat(64))).toBeUndefined();
  expect(await files()).toEqual([uploadId]);
});

test('nobody else has the upload, and a dropped one is gone', async () => {
  const others = [
    uploads.get('mallory', uploadId),
    uploads.append('mallory', uploadId, 0, Buffer.alloc(1)),
    uploads.finish('mallory', uploadId, IMAGE),
    uploads.drop('mallory', uploadId),
  ];
  for (const other of others) expect((await refusal(other)).reason).toBe('UPLOAD_NOT_FOUND');
  await uploads.drop('local', uploadId);
  expect((await refusal(uploads.get('local', uploadId))).reason).toBe('UPLOAD_NOT_FOUND');
  expect(await files()).toEqual([]);
});

test('a sweep removes what has expired', async () => {
  await append(0);
  await uploads.sweep();
  expect(await files()).toEqual([uploadId]);
  clock.advance(24 * 60 * 60 * 1000);
  await uploads.sweep();
  expect(await files()).toEqual([]);
  expect((await refusal(uploads.get('local', uploadId))).reason).toBe('UPLOAD_NOT_FOUND');
});
