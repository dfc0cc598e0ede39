import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Status } from 'nice-grpc';
import { afterEach, expect, test } from 'vitest';
import { as, errorOf, upload, uploadStream } from './support/frontend.ts';
import { frontendForFile } from './support/frontend-for-file.ts';
import { bombPng, noise } from './support/pictures.ts';

const { backend, frontend } = await frontendForFile();

/** Whatever happened: nothing staged, nothing in the spool. */
afterEach(async () => {
  await expect.poll(() => backend.staged.size).toBe(0);
  await expect.poll(() => spooled()).toEqual([]);
});

async function spooled(): Promise<string[]> {
  const [dir] = await readdir(frontend.config.tempDir);
  return readdir(join(frontend.config.tempDir, dir));
}

const refused = (bytes: Buffer) => errorOf(frontend.client.uploadImage(uploadStream(bytes), as('kim')));

test.each([
  ['image/png', () => noise(300, 200).png()],
  ['image/jpeg', () => noise(300, 200).jpeg()],
  ['image/webp', () => noise(300, 200).webp()],
  ['image/avif', () => noise(300, 200).avif()],
])('stores %s with what it really is', async (mediaType, make) => {
  const bytes = await make().toBuffer();
  const image = await upload(frontend, bytes, 'kim');
  expect(image).toMatchObject({
    id: createHash('sha256').update(bytes).digest('hex'),
    mediaType,
    width: 300,
    height: 200,
    sizeBytes: bytes.length,
    hasAlpha: false,
  });
  expect(backend.images.get(image.id)?.bytes.equals(bytes)).toBe(true);
});

test('alpha counts only where a pixel is not opaque, and size is what EXIF orientation makes it', async () => {
  const opaque = await upload(frontend, await noise(64, 48, { alpha: 255 }).png().toBuffer());
  const seeThrough = await upload(frontend, await noise(64, 48, { alpha: 254 }).png().toBuffer());
  const turned = await upload(
    frontend,
    await noise(64, 48).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  );
  expect(opaque.hasAlpha).toBe(false);
  expect(seeThrough.hasAlpha).toBe(true);
  expect([turned.width, turned.height]).toEqual([48, 64]);
});

test.each([
  ['text', async () => Buffer.from('this is no picture at all'.repeat(100))],
  ['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ['GIF', () => noise(20, 20).gif().toBuffer()],
  ['TIFF', () => noise(20, 20).tiff().toBuffer()],
])('refuses %s', async (_name, make) => {
  const error = await refused(await make());
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'IMAGE_TYPE_UNSUPPORTED' });
  expect(error.fields[0].field).toBe('chunk.data');
  expect(error.fields[0].description).toContain('must be PNG, JPEG, WebP or AVIF');
});

test.each([
  ['PNG', () => noise(400, 400).png()],
  ['JPEG', () => noise(400, 400).jpeg()],
  ['progressive JPEG', () => noise(400, 400).jpeg({ progressive: true })],
  ['WebP', () => noise(400, 400).webp()],
  ['AVIF', () => noise(400, 400).avif()],
])('refuses a truncated %s', async (_name, make) => {
  const whole = await make().toBuffer();
  const error = await refused(whole.subarray(0, Math.floor(whole.length * 0.8)));
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'IMAGE_CORRUPT' });
  expect(error.fields[0].field).toBe('chunk.data');
  expect(error.fields[0].description).not.toContain('/');
});

test('refuses a 30000 × 30000 PNG of a few kilobytes without decoding it', async () => {
  const bomb = bombPng(30_000, 30_000);
  expect(bomb.length).toBeLessThan(200_000);
  const error = await refused(bomb);
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'IMAGE_DIMENSIONS' });
  expect(error.fields[0].description).toBe(
    'is 30000 × 30000 pixels; sides must be 1 to 16384, at most 64000000 pixels in all',
  );
});

test('refuses more than 64 MiB at the first message when it says so, else at the first byte beyond what it said', async () => {
  let sent = 0;
  const announced = (async function* () {
    const image = { id: '', mediaType: '', width: 0, height: 0, sizeBytes: 100 * 1024 * 1024 };
    for (let offset = 0; ; offset += 2 ** 18) {
      sent += 1;
      yield { chunk: { image: offset === 0 ? image : undefined, offset, data: Buffer.alloc(2 ** 18) } };
    }
  })();
  const putsBefore = backend.calls.length;
  const early = await errorOf(frontend.client.uploadImage(announced, as('kim')));
  expect(early).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'IMAGE_TOO_LARGE' });
  expect(early.fields).toEqual([
    { field: 'chunk.image.size_bytes', description: 'is 104857600; must be 1 to 67108864' },
  ]);
  expect(sent).toBeLessThan(20);
  expect(backend.calls.length).toBe(putsBefore);

  const head = await noise(100, 100).png().toBuffer();
  const lying = await errorOf(
    frontend.client.uploadImage(
      uploadStream(Buffer.concat([head, Buffer.alloc(100 * 1024 * 1024)]), (chunk, index) =>
        index === 0 && chunk.image ? { ...chunk, image: { ...chunk.image, sizeBytes: 1000 } } : chunk,
      ),
      as('kim'),
    ),
  );
  expect(lying).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'IMAGE_SIZE_MISMATCH' });
  expect(lying.fields[0].description).toBe('is 1000; 262144 bytes were received');
});

test.each([
  ['DIGEST_MISMATCH', 'chunk.sha256', { sha256: '0'.repeat(64) }],
  ['INVALID_REQUEST', 'chunk.sha256', { sha256: '' }],
  ['CHUNK_OFFSET_WRONG', 'chunk.offset', { offset: 5, data: Buffer.alloc(3) }],
])('refuses a wrong last chunk: %s', async (reason, field, wrong) => {
  const bytes = await noise(100, 100).png().toBuffer();
  const stream = uploadStream(bytes, (chunk) => (chunk.sha256 ? { ...chunk, ...wrong } : chunk));
  const error = await errorOf(frontend.client.uploadImage(stream, as('kim')));
  expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason });
  expect(error.fields.map((violation) => violation.field)).toEqual([field]);
  expect(backend.images.has(createHash('sha256').update(bytes).digest('hex'))).toBe(false);
});

test('refuses an id that is not the digest, a missing header and an empty stream', async () => {
  const bytes = await noise(90, 90).png().toBuffer();
  const wrongId = uploadStream(bytes, (chunk) =>
    chunk.image ? { ...chunk, image: { ...chunk.image, id: 'f'.repeat(64) } } : chunk,
  );
  expect(await errorOf(frontend.client.uploadImage(wrongId, as('kim')))).toMatchObject({
    reason: 'DIGEST_MISMATCH',
  });
  const headless = uploadStream(bytes, (chunk) => ({ ...chunk, image: undefined }));
  expect(await errorOf(frontend.client.uploadImage(headless, as('kim')))).toMatchObject({
    reason: 'INVALID_REQUEST',
    fields: [{ field: 'chunk.image', description: 'is missing in the first message' }],
  });
  const nothing = uploadStream(Buffer.alloc(0), (chunk) => chunk);
  expect(await errorOf(frontend.client.uploadImage(nothing, as('kim')))).toMatchObject({
    reason: 'INVALID_REQUEST',
    fields: [{ field: 'chunk.image.size_bytes', description: 'is 0; must be 1 to 67108864' }],
  });
  const empty = (async function* () {})();
  expect(await errorOf(frontend.client.uploadImage(empty, as('kim')))).toMatchObject({
    code: Status.INVALID_ARGUMENT,
    reason: 'MESSAGE_MISSING',
  });
});

test('a client that disconnects in the middle leaves nothing', async () => {
  const bytes = await noise(2000, 1000).png().toBuffer();
  const leaving = new AbortController();
  const droppedBefore = backend.dropped;
  const call = frontend.client.uploadImage(
    (async function* () {
      for await (const message of uploadStream(bytes)) {
        yield message;
        if ((message.chunk?.offset ?? 0) > 1_000_000) {
          await expect.poll(() => backend.staged.size).toBe(1);
          leaving.abort();
        }
      }
    })(),
    { ...as('kim'), signal: leaving.signal },
  );
  await expect(call).rejects.toThrow();
  await expect.poll(() => backend.dropped).toBe(droppedBefore + 1);
  expect(backend.images.has(createHash('sha256').update(bytes).digest('hex'))).toBe(false);
});

test('a Backend that is away is said to be, and the next upload after it is back works', async () => {
  const bytes = await noise(500, 500).png().toBuffer();
  await backend.stop();
  expect(await refused(bytes)).toMatchObject({ code: Status.UNAVAILABLE, reason: 'UNAVAILABLE' });
  await backend.restart();
  // The connection comes back by itself, within its longest pause of a second.
  await expect.poll(() => upload(frontend, bytes).then(({ width }) => width)).toBe(500);
});
