import { createHash } from 'node:crypto';
import { Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { as, errorOf, startTestFrontend } from './support/frontend.ts';
import { frontendForFile } from './support/frontend-for-file.ts';
import { noise } from './support/pictures.ts';

const MIB = 1024 * 1024;

const { backend, frontend } = await frontendForFile();

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Begins an upload and sends all of it; gives its id and the last answer. */
async function uploadInPieces(bytes: Buffer, digest = sha256(bytes)) {
  const { client } = frontend;
  const created = await client.createUpload({ sizeBytes: bytes.length, sha256: digest }, as('kim'));
  const uploadId = created.upload?.id ?? '';
  let last: Promise<unknown> = Promise.resolve();
  for (let offset = 0; offset < bytes.length; offset += MIB) {
    await last;
    last = client.appendUpload({ uploadId, offset, data: bytes.subarray(offset, offset + MIB) }, as('kim'));
  }
  return { uploadId, last: last as ReturnType<typeof client.appendUpload> };
}

test('the piece that completes a picture brings the image', async () => {
  const bytes = await noise(1200, 800).png().toBuffer();
  expect(bytes.length).toBeGreaterThan(2 * MIB);
  const { last, uploadId } = await uploadInPieces(bytes);
  const { upload } = await last;
  expect(upload?.image).toMatchObject({
    id: sha256(bytes),
    width: 1200,
    height: 800,
    sizeBytes: bytes.length,
  });
  const again = await frontend.client.getUpload({ uploadId }, as('kim'));
  expect(again.upload?.image?.id).toBe(sha256(bytes));
});

test.each([
  ['IMAGE_TYPE_UNSUPPORTED', async () => Buffer.from('no picture'.repeat(50)), undefined],
  ['IMAGE_CORRUPT', async () => (await noise(200, 200).png().toBuffer()).subarray(0, 90_000), undefined],
  ['DIGEST_MISMATCH', () => noise(200, 200).png().toBuffer(), 'a'.repeat(64)],
])('bytes that are no picture are dropped with %s', async (reason, make, digest) => {
  const { last, uploadId } = await uploadInPieces(await make(), digest);
  expect(await errorOf(last)).toMatchObject({ code: Status.INVALID_ARGUMENT, reason });
  expect(backend.uploads.has(uploadId)).toBe(false);
  expect(await errorOf(frontend.client.getUpload({ uploadId }, as('kim')))).toMatchObject({
    code: Status.NOT_FOUND,
    reason: 'UPLOAD_NOT_FOUND',
  });
});

test('many that ask at once have it checked once', async () => {
  const bytes = await noise(300, 300).png().toBuffer();
  const uploadId = 'complete';
  const upload = { id: uploadId, sizeBytes: bytes.length, committedSizeBytes: bytes.length, sha256: '' };
  backend.uploads.set(uploadId, {
    upload: { ...upload, image: undefined, expireTime: undefined },
    bytes,
    caller: 'kim',
  });
  const gate = Promise.withResolvers<void>();
  backend.hold = gate.promise;
  const leaving = new AbortController();
  backend.calls.length = 0;
  const asked = Array.from({ length: 5 }, () => frontend.client.getUpload({ uploadId }, as('kim')));
  const left = frontend.client.getUpload({ uploadId }, { ...as('kim'), signal: leaving.signal });
  await expect.poll(() => backend.calls).toContain('readUpload');
  leaving.abort();
  await expect(left).rejects.toThrow();
  gate.resolve();
  const answers = await Promise.all(asked);
  backend.hold = undefined;
  expect(answers.map((answer) => answer.upload?.image?.id)).toEqual(Array(5).fill(sha256(bytes)));
  expect(backend.calls).toEqual(['readUpload', 'finishUpload']);
});

test('a check that a dead process left undone is done at the next call', async () => {
  const bytes = await noise(310, 300).png().toBuffer();
  const gate = Promise.withResolvers<void>();
  backend.hold = gate.promise;
  const dying = await startTestFrontend(backend.address);
  const created = await dying.client.createUpload({ sizeBytes: bytes.length }, as('kim'));
  const uploadId = created.upload?.id ?? '';
  const lost = errorOf(dying.client.appendUpload({ uploadId, offset: 0, data: bytes }, as('kim')));
  await expect.poll(() => backend.uploads.get(uploadId)?.upload.committedSizeBytes).toBe(bytes.length);
  const closed = dying.close();
  expect((await lost).code).not.toBe(Status.INVALID_ARGUMENT);
  gate.resolve();
  backend.hold = undefined;
  await closed;
  const { upload } = await frontend.client.getUpload({ uploadId }, as('kim'));
  expect(upload?.image?.id).toBe(sha256(bytes));
});

test.each([
  ['IMAGE_EMPTY', 'size_bytes', { sizeBytes: 0 }],
  ['IMAGE_TOO_LARGE', 'size_bytes', { sizeBytes: 64 * MIB + 1 }],
  ['INVALID_REQUEST', 'sha256', { sizeBytes: 1, sha256: 'ABC' }],
])('CreateUpload refuses %s of %s', async (reason, field, request) => {
  const error = await errorOf(frontend.client.createUpload(request, as('kim')));
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason });
  expect(error.fields[0].field).toBe(field);
});

test('AppendUpload refuses what cannot be right', async () => {
  const { client } = frontend;
  const { upload } = await client.createUpload({ sizeBytes: 100 }, as('kim'));
  const uploadId = upload?.id ?? '';
  const append = (request: { uploadId?: string; offset?: number; data?: Uint8Array }, caller = 'kim') =>
    errorOf(client.appendUpload({ uploadId, offset: 0, data: Buffer.alloc(10), ...request }, as(caller)));
  expect(await append({ data: Buffer.alloc(0) })).toMatchObject({
    code: Status.INVALID_ARGUMENT,
    reason: 'INVALID_REQUEST',
    fields: [{ field: 'data', description: 'has 0 bytes; must be 1 to 2097152' }],
  });
  expect(await append({ data: Buffer.alloc(2 * MIB + 1) })).toMatchObject({
    code: Status.INVALID_ARGUMENT,
    reason: 'CHUNK_TOO_LARGE',
  });
  expect(await append({ offset: 50 })).toMatchObject({
    code: Status.OUT_OF_RANGE,
    reason: 'UPLOAD_OUT_OF_RANGE',
    metadata: { committed_size_bytes: '0' },
  });
  expect(await append({ uploadId: '../../etc/passwd' })).toMatchObject({
    code: Status.INVALID_ARGUMENT,
    reason: 'INVALID_REQUEST',
  });
  const strangers = { code: Status.NOT_FOUND, reason: 'UPLOAD_NOT_FOUND' };
  expect(await append({ uploadId: 'unknown' })).toMatchObject(strangers);
  expect(await append({}, 'lee')).toMatchObject(strangers);
});
