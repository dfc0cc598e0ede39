import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import type { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import type { PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, type BackendProcess, startBackendProcess } from './backend-process.ts';
import { picture, sha256 } from './fake-model-serving.ts';
import { imageOf, putImage, readImage } from './requests.ts';

/** A busy machine is no failure. */
const PATIENT = { timeout: 30_000 };

const MIB = 1024 * 1024;
let directory: string;
let backend: BackendProcess;

const start = (): Promise<BackendProcess> =>
  startBackendProcess({ BACKEND_DATA_DIR: directory, MODEL_SERVING_ADDRESS: '127.0.0.1:1' });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-backend-'));
  backend = await start();
});
afterAll(async () => {
  await backend.stop();
  await rm(directory, { recursive: true });
});

async function failure(call: Promise<unknown>): Promise<AppError | undefined> {
  return call.then(
    () => undefined,
    (error: unknown) => fromClientError(error),
  );
}

test('an upload by pieces survives kill -9 in the middle and becomes an image', async () => {
  const bytes = picture('upload', 3 * MIB);
  const { upload } = await backend.client.createUpload(
    { sizeBytes: bytes.length, sha256: sha256(bytes) },
    as('local'),
  );
  const uploadId = upload?.id;
  const append = async (piece: number): Promise<number | undefined> => {
    const data = bytes.subarray(piece * MIB, (piece + 1) * MIB);
    const response = await backend.client.appendUpload({ uploadId, offset: piece * MIB, data }, as('local'));
    return response.upload?.committedSizeBytes;
  };
  expect(await append(0)).toBe(MIB);
  expect(await append(2)).toBe(MIB);
  await backend.kill();
  backend = await start();
  expect((await backend.client.getUpload({ uploadId }, as('local'))).upload).toMatchObject({
    committedSizeBytes: MIB,
    image: undefined,
  });
  expect(await append(1)).toBe(3 * MIB);

  const pieces: Uint8Array[] = [];
  let digest = '';
  for await (const { chunk } of backend.client.readUpload({ uploadId }, as('local'))) {
    if (chunk) pieces.push(chunk.data);
    digest = chunk?.sha256 ?? '';
  }
  expect(Buffer.concat(pieces)).toEqual(bytes);
  expect(digest).toBe(sha256(bytes));
  const finished = await backend.client.finishUpload({ uploadId, image: imageOf(bytes) }, as('local'));
  expect(finished.upload?.image).toMatchObject({ id: digest, sizeBytes: bytes.length, width: 64 });
  expect(await backend.client.getUpload({ uploadId }, as('local'))).toEqual(finished);
  expect(await readImage(backend, digest)).toEqual(bytes);
  expect(await readdir(join(directory, 'uploads'))).toEqual([]);
});

test('an upload that is no picture is dropped', async () => {
  const { upload } = await backend.client.createUpload({ sizeBytes: 3 }, as('local'));
  const uploadId = upload?.id;
  await backend.client.appendUpload({ uploadId, data: Buffer.from('abc') }, as('local'));
  expect((await backend.client.finishUpload({ uploadId }, as('local'))).upload).toBeUndefined();
  expect((await failure(backend.client.getUpload({ uploadId }, as('local'))))?.reason).toBe(
    'UPLOAD_NOT_FOUND',
  );
  expect(await readdir(join(directory, 'uploads'))).toEqual([]);
});

test.each([
  {
    what: 'an upload of no bytes',
    call: () => backend.client.createUpload({ sizeBytes: 0 }, as('local')),
    field: 'size_bytes',
  },
  {
    what: 'an upload of 65 MiB',
    call: () => backend.client.createUpload({ sizeBytes: 65 * MIB, sha256: 'AB' }, as('local')),
    field: 'size_bytes',
  },
  {
    what: 'a page of 101 jobs',
    call: () => backend.client.listJobs({ pageSize: 101 }, as('local')),
    field: 'page_size',
  },
  {
    what: 'a forged page token',
    call: () => backend.client.listJobs({ pageSize: 1, pageToken: 'forged' }, as('local')),
    field: 'page_token',
  },
  {
    what: 'a job without spec',
    call: () => backend.client.createJob({ requestId: 'r' }, as('local')),
    field: 'spec_sha256',
  },
])('$what is refused, naming the field', async ({ call, field }) => {
  const error = await failure(call());
  expect(error?.reason).toBe('INVALID_REQUEST');
  expect(error?.fields[0].field).toBe(field);
});

test('an offset past the end of an image is out of range, with the size', async () => {
  const { id } = await putImage(backend, picture('small', 100));
  expect(await readImage(backend, id, 100)).toEqual(Buffer.alloc(0));
  const error = await failure(readImage(backend, id, 101));
  expect(error).toMatchObject({ reason: 'OFFSET_OUT_OF_RANGE', metadata: { size_bytes: '100' } });
});

test('a rendition is found under what was asked for, and shown to whoever may see its source', async () => {
  const source = await putImage(backend, picture('source', 1000));
  const small = picture('small rendition', 300);
  const rendition = { width: 512, mediaType: 'image/webp' };
  const ask = (caller: string) => backend.client.getImage({ imageId: source.id, rendition }, as(caller));
  expect((await failure(ask('local')))?.reason).toBe('RENDITION_NOT_FOUND');
  async function* requests(): AsyncGenerator<PutImageRequest> {
    for await (const chunk of imageChunks(imageOf(small), [small]))
      yield { part: { $case: 'chunk', value: chunk } };
    yield {
      part: { $case: 'commit', value: { image: imageOf(small), sourceImageId: source.id, rendition } },
    };
  }
  expect((await failure(backend.client.putImage(requests(), as('mallory'))))?.reason).toBe('IMAGE_NOT_FOUND');
  await backend.client.putImage(requests(), as('local'));
  expect((await ask('local')).image?.id).toBe(sha256(small));
  expect((await failure(ask('other')))?.reason).toBe('IMAGE_NOT_FOUND');

  await putImage(backend, picture('source', 1000), 'other');
  const { image } = await ask('other');
  const chunks = await Array.fromAsync(backend.client.readImage({ imageId: image?.id }, as('other')));
  expect(Buffer.concat(chunks.map(({ chunk }) => chunk?.data ?? Buffer.alloc(0)))).toEqual(small);
});

test('of a broken PutImage nothing is left', async () => {
  const bytes = picture('broken', 2 * MIB);
  const stop = new AbortController();
  async function* requests(): AsyncGenerator<PutImageRequest> {
    for await (const chunk of imageChunks(imageOf(bytes), [bytes])) {
      if (chunk.offset > MIB) stop.abort();
      yield { part: { $case: 'chunk', value: chunk } };
    }
  }
  await expect(
    backend.client.putImage(requests(), { ...as('local'), signal: stop.signal }),
  ).rejects.toThrow();
  await expect.poll(() => readdir(join(directory, 'images', 'staging')), PATIENT).toEqual([]);
  const error = await failure(backend.client.getImage({ imageId: sha256(bytes) }, as('local')));
  expect(error?.reason).toBe('IMAGE_NOT_FOUND');
});
