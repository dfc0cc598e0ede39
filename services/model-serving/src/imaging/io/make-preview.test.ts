import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { MAX_PREVIEW_BYTES, makePreview } from './make-preview.ts';

/** Red above, blue below, and transparent (of another colour) on the right where there is an alpha channel. */
function halves(width: number, height: number, channels: 3 | 4) {
  const data = new Uint8Array(width * height * channels);
  for (let i = 0; i < width * height; i++) {
    data[i * channels + (i < (width * height) / 2 ? 0 : 2)] = 255;
    if (channels === 4 && i % width < width / 2) data[i * channels + 3] = 255;
  }
  return { width, height, channels, data };
}

async function decode(preview: Buffer) {
  const { format } = await sharp(preview).metadata();
  const { data, info } = await sharp(preview).raw().toBuffer({ resolveWithObject: true });
  const at = (fx: number, fy: number) => {
    const i = (Math.floor(fy * info.height) * info.width + Math.floor(fx * info.width)) * info.channels;
    return [...data.subarray(i, i + 3)];
  };
  return { ...info, format, at };
}
const near = (rgb: number[]) =>
  rgb.map((value) => expect.toSatisfy((got: number) => Math.abs(got - value) < 12));

test.each([
  [1024, 1024, 320, 320],
  [4096, 4096, 320, 320],
  [1600, 900, 427, 240],
  [4096, 342, 512, 43],
  [100, 50, 100, 50],
])('%i × %i becomes %i × %i, the right way up', async (width, height, expectedWidth, expectedHeight) => {
  const preview = await decode(await makePreview(halves(width, height, 3)));
  expect(preview).toMatchObject({
    format: 'webp',
    width: expectedWidth,
    height: expectedHeight,
    channels: 3,
  });
  expect(preview.at(0.5, 0.1)).toEqual(near([255, 0, 0]));
  expect(preview.at(0.5, 0.9)).toEqual(near([0, 0, 255]));
});

test('transparency is shown on the ground', async () => {
  const grey = await decode(await makePreview(halves(400, 400, 4)));
  expect(grey.at(0.9, 0.1)).toEqual(near([217, 215, 211]));
  expect(grey.at(0.1, 0.1)).toEqual(near([255, 0, 0]));
  const green = await decode(await makePreview({ ...halves(1600, 1600, 4), ground: '#00a000' }));
  expect(green.at(0.9, 0.9)).toEqual(near([0, 160, 0]));
});

test('even noise fits', async () => {
  const noise = (size: number) => {
    const data = new Uint8Array(size * size * 3);
    for (let at = 0; at < data.length; at += 32)
      data.set(
        createHash('sha256')
          .update(String(at))
          .digest()
          .subarray(0, data.length - at),
        at,
      );
    return makePreview({ width: size, height: size, channels: 3, data });
  };
  const preview = await noise(320);
  expect(preview.length).toBeLessThanOrEqual(MAX_PREVIEW_BYTES);
  expect(preview.length).toBeGreaterThan(MAX_PREVIEW_BYTES / 8);
});
