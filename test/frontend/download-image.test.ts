import { createHash } from 'node:crypto';
import { createChunkOrder } from '@nanococoa/common/chunks/chunk-order.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { DeepPartial, DownloadImageRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { Status } from 'nice-grpc';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { as, errorOf, upload } from './support/frontend.ts';
import { frontendForFile } from './support/frontend-for-file.ts';
import { noise } from './support/pictures.ts';

const { backend, frontend } = await frontendForFile();

async function download(request: DeepPartial<DownloadImageRequest>, caller = 'local') {
  const order = createChunkOrder({ startOffset: request.offset ?? 0 });
  const parts: Uint8Array[] = [];
  let image: Image | undefined;
  for await (const { chunk } of frontend.client.downloadImage(request, as(caller))) {
    if (!chunk) throw new Error('no chunk');
    image ??= chunk.image;
    parts.push(order.push(chunk));
  }
  order.end();
  return { image, bytes: Buffer.concat(parts) };
}

test('a download gives the same bytes, from any offset', async () => {
  const bytes = await noise(900, 600).png().toBuffer();
  const { id } = await upload(frontend, bytes);
  const whole = await download({ imageId: id });
  expect(whole.bytes.equals(bytes)).toBe(true);
  expect(whole.image).toMatchObject({ id, width: 900, mediaType: 'image/png' });
  const rest = await download({ imageId: id, offset: 1_000_001 });
  expect(rest.bytes.equals(bytes.subarray(1_000_001))).toBe(true);
  expect(await errorOf(download({ imageId: id, offset: bytes.length + 1 }))).toMatchObject({
    code: Status.OUT_OF_RANGE,
    reason: 'OFFSET_OUT_OF_RANGE',
  });
});

test('a rendition is made once, however many ask at the same time and later', async () => {
  const { id } = await upload(frontend, await noise(800, 400).png().toBuffer());
  backend.calls.length = 0;
  const request = { imageId: id, rendition: { width: 200, mediaType: 'image/webp' } };
  const all = await Promise.all(Array.from({ length: 6 }, () => download(request)));
  const later = await download(request);
  expect(backend.calls.filter((call) => call === 'putImage')).toHaveLength(1);
  expect(new Set([...all, later].map(({ image }) => image?.id)).size).toBe(1);
  expect(later.image).toMatchObject({ width: 200, height: 100, mediaType: 'image/webp', hasAlpha: false });
  expect(later.image?.id).toBe(createHash('sha256').update(later.bytes).digest('hex'));
  const decoded = await sharp(later.bytes).metadata();
  expect([decoded.format, decoded.width, decoded.height]).toEqual(['webp', 200, 100]);
});

test('a rendition never enlarges, and what is there already is not made again', async () => {
  const { id } = await upload(frontend, await noise(120, 90).png().toBuffer());
  backend.calls.length = 0;
  expect((await download({ imageId: id, rendition: { width: 500 } })).image?.id).toBe(id);
  expect((await download({ imageId: id, rendition: { mediaType: 'image/png' } })).image?.id).toBe(id);
  expect(backend.calls).not.toContain('putImage');
  const wide = await download({ imageId: id, rendition: { width: 500, mediaType: 'image/jpeg' } });
  expect(wide.image).toMatchObject({ width: 120, height: 90, mediaType: 'image/jpeg' });
});

test('JPEG is white where the picture is transparent, and upright where EXIF turns it', async () => {
  const clear = await sharp({ create: { width: 64, height: 64, channels: 4, background: '#f000' } })
    .png()
    .toBuffer();
  const { id } = await upload(frontend, clear);
  const jpeg = await download({ imageId: id, rendition: { width: 32, mediaType: 'image/jpeg' } });
  const { data } = await sharp(jpeg.bytes).raw().toBuffer({ resolveWithObject: true });
  expect(Math.min(...data)).toBeGreaterThan(250);
  const turned = await upload(
    frontend,
    await noise(64, 32).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  );
  const upright = await download({ imageId: turned.id, rendition: { width: 16, mediaType: 'image/png' } });
  expect(upright.image).toMatchObject({ width: 16, height: 32 });
});

test('transparency is kept by the types that have it', async () => {
  const { id } = await upload(frontend, await noise(64, 64, { alpha: 100 }).png().toBuffer());
  for (const mediaType of ['image/webp', 'image/avif']) {
    const { image, bytes } = await download({ imageId: id, rendition: { mediaType } });
    expect(image).toMatchObject({ mediaType, hasAlpha: true, width: 64 });
    const { data } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(Math.abs(data[3] - 100)).toBeLessThanOrEqual(3);
  }
});

test('wrong requests are refused with their field', async () => {
  const { id } = await upload(frontend, await noise(100, 90).png().toBuffer(), 'kim');
  const fails = (request: DeepPartial<DownloadImageRequest>, caller = 'kim') =>
    errorOf(download(request, caller));
  expect(await fails({ imageId: 'x' })).toMatchObject({
    code: Status.INVALID_ARGUMENT,
    reason: 'INVALID_REQUEST',
    fields: [{ field: 'image_id', description: 'is "x"; must be 64 lower-case hexadecimal digits' }],
  });
  const error = await fails({ imageId: id, rendition: { width: 15, mediaType: 'image/gif' } });
  expect(error.fields).toEqual([
    { field: 'rendition.width', description: 'is 15; must be 16 to 4096, or 0' },
    {
      field: 'rendition.media_type',
      description: 'is "image/gif"; must be one of image/png, image/jpeg, image/webp, image/avif, or empty',
    },
  ]);
  const long = await upload(frontend, await noise(16, 16_384).png().toBuffer(), 'kim');
  expect(await fails({ imageId: long.id, rendition: { mediaType: 'image/webp' } })).toMatchObject({
    reason: 'INVALID_REQUEST',
    fields: [
      {
        field: 'rendition.media_type',
        description: 'is image/webp, whose sides are at most 16383 pixels, not 16384',
      },
    ],
  });
  const notFound = { code: Status.NOT_FOUND, reason: 'IMAGE_NOT_FOUND' };
  expect(await fails({ imageId: 'f'.repeat(64) })).toMatchObject(notFound);
  expect(await fails({ imageId: id }, 'lee')).toMatchObject(notFound);
  expect(await fails({ imageId: id, rendition: { width: 50 } }, 'lee')).toMatchObject(notFound);
  expect(await errorOf(frontend.client.getImage({ imageId: id }, as('lee')))).toMatchObject(notFound);
  expect((await frontend.client.getImage({ imageId: id }, as('kim'))).image?.width).toBe(100);
});

test('no rendition is made of bytes that have changed where they are stored', async () => {
  const bytes = await noise(64, 64).png().toBuffer();
  const { id } = await upload(frontend, bytes);
  const stored = backend.images.get(id);
  if (!stored) throw new Error('The image is not stored.');
  // The last bytes of a PNG are the checksum of its end mark, which decoders pass over: only the digest tells.
  stored.bytes = Buffer.concat([bytes.subarray(0, -1), Buffer.of(bytes[bytes.length - 1] ^ 1)]);
  const count = backend.images.size;
  expect(await errorOf(download({ imageId: id, rendition: { width: 16 } }))).toMatchObject({
    reason: 'IMAGE_DAMAGED',
    code: Status.DATA_LOSS,
  });
  expect(backend.images.size).toBe(count);
});
