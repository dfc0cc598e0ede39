import sharp from 'sharp';
import { expect, it } from 'vitest';
import { decodePng } from './decode-png.ts';
import { encodePng } from './encode-png.ts';

/** Pixels that differ everywhere, colours under no alpha among them. */
function noise(width: number, height: number) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, n = 1; i < data.length; i++) {
    n = (n * 48_271) % 2_147_483_647;
    data[i] = i % 4 === 3 && n % 3 === 0 ? 0 : (i / 8) % 128 === 0 ? 0 : n % 256;
  }
  return { width, height, data };
}

const encode = (picture: ReturnType<typeof noise>) =>
  encodePng(picture, (top, bottom, rows) =>
    rows.set(picture.data.subarray(top * picture.width * 4, bottom * picture.width * 4)),
  );

it.each([
  [1, 1],
  [301, 64],
  [77, 200],
])('writes %i × %i that others read, and reads it back, byte for byte', async (width, height) => {
  const picture = noise(width, height);
  const blob = await encode(picture);
  const read = await sharp(Buffer.from(await blob.arrayBuffer()))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([read.info.width, read.info.height, read.info.channels]).toEqual([width, height, 4]);
  expect(read.data.equals(Buffer.from(picture.data))).toBe(true);
  expect(await decodePng(blob)).toEqual(picture);
});

it('reads what the services write, in every filter', async () => {
  const picture = noise(120, 90);
  const raw = { width: 120, height: 90, channels: 4 } as const;
  for (const adaptiveFiltering of [true, false]) {
    const bytes = await sharp(picture.data, { raw }).png({ adaptiveFiltering }).toBuffer();
    expect(await decodePng(new Blob([new Uint8Array(bytes)]))).toEqual(picture);
  }
});

it('leaves other pictures and damaged ones to others', async () => {
  const photo = sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } });
  for (const bytes of [await photo.png().toBuffer(), await photo.jpeg().toBuffer(), Buffer.from('no')]) {
    expect(await decodePng(new Blob([new Uint8Array(bytes)]))).toBeUndefined();
  }
  const whole = await encode(noise(40, 40));
  expect(await decodePng(whole.slice(0, 3_000))).toBeUndefined();
});
