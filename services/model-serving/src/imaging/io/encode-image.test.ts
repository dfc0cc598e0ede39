import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeImage } from './decode-image.ts';
import { encodeImage, PNG } from './encode-image.ts';

const RGBA = Uint8Array.from({ length: 8 * 6 * 4 }, (_, i) => (i * 37) % 256);

test('brings straight RGBA back bit for bit through PNG', async () => {
  const picture = await encodeImage({ width: 8, height: 6, channels: 4, data: RGBA }, PNG);
  expect(picture).toMatchObject({ mediaType: 'image/png', width: 8, height: 6, hasAlpha: true });
  const back = await decodeImage(picture.data);
  expect([back.width, back.height, back.hasAlpha]).toEqual([8, 6, true]);
  expect(Buffer.compare(back.data, Buffer.from(RGBA))).toBe(0);
});

test.each(['image/jpeg', 'image/webp', 'image/avif'])('encodes %s at a quality', async (mediaType) => {
  const data = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * i * 7) % 256);
  const low = await encodeImage({ width: 64, height: 64, channels: 3, data }, { mediaType, quality: 20 });
  const high = await encodeImage({ width: 64, height: 64, channels: 3, data }, { mediaType, quality: 95 });
  expect(high.data.length).toBeGreaterThan(low.data.length * 1.3);
  const { width, height } = await decodeImage(high.data);
  expect([width, height]).toEqual([64, 64]);
});

test('flattens transparency onto white for JPEG', async () => {
  const clear = await encodeImage(
    { width: 4, height: 4, channels: 4, data: new Uint8Array(64) },
    { mediaType: 'image/jpeg', quality: 90 },
  );
  expect(clear.hasAlpha).toBe(false);
  expect((await decodeImage(clear.data)).data[0]).toBe(255);
});

test('turns a photo by its EXIF orientation, and refuses what is no photo', async () => {
  const turned = await sharp(Buffer.from(RGBA), { raw: { width: 8, height: 6, channels: 4 } })
    .withMetadata({ orientation: 6 })
    .png()
    .toBuffer();
  const { width, height } = await decodeImage(turned);
  expect([width, height]).toEqual([6, 8]);
  await expect(
    decodeImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
  ).rejects.toThrow();
  await expect(decodeImage(turned.subarray(0, turned.length / 2))).rejects.toThrow();
});
