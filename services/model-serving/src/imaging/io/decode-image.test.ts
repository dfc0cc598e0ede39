import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { decodeImage } from './decode-image.ts';

const COLOUR: [number, number, number] = [186, 84, 52];
const W = 24;
const H = 16;

/** A flat picture of one colour as sharp has it before encoding. */
function flat(rgb: readonly number[]): Sharp {
  const data = Buffer.alloc(W * H * 3);
  for (let i = 0; i < data.length; i++) data[i] = rgb[i % 3];
  return sharp(data, { raw: { width: W, height: H, channels: 3 } });
}

/** Its middle pixel, RGBA. */
async function middle(bytes: Buffer): Promise<number[]> {
  const { width, height, data } = await decodeImage(bytes);
  const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 4;
  return [...data.subarray(at, at + 4)];
}

function expectNear(got: number[], wanted: readonly number[], tolerance: number): void {
  wanted.forEach((value, c) => {
    expect(Math.abs(got[c] - value), `channel ${c} of ${got}`).toBeLessThanOrEqual(tolerance);
  });
  expect(got[3]).toBe(255);
}

test('converts Display P3 to sRGB', async () => {
  const bytes = await flat(COLOUR).withIccProfile('p3').png().toBuffer();
  // The file's own numbers are others: read as if they were sRGB, the colour would be dull.
  const stored = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer();
  expect(COLOUR[0] - stored[0]).toBeGreaterThan(4);
  expectNear(await middle(bytes), COLOUR, 2);
});

test('converts a CMYK JPEG by its profile', async () => {
  // One that ink can print; the profile's perceptual tables still move it a little each way.
  const printable = [150, 122, 100];
  const bytes = await flat(printable)
    .toColourspace('cmyk')
    .withIccProfile('cmyk')
    .jpeg({ quality: 100 })
    .toBuffer();
  expect((await sharp(bytes).metadata()).space).toBe('cmyk');
  expectNear(await middle(bytes), printable, 20);
});

test('reduces 16 bits a channel to 8', async () => {
  const bytes = await flat(COLOUR).toColourspace('rgb16').png().toBuffer();
  expect((await sharp(bytes).metadata()).depth).toBe('ushort');
  expectNear(await middle(bytes), COLOUR, 1);
});

test('gives a grey picture three equal channels', async () => {
  const bytes = await flat([120, 120, 120]).toColourspace('b-w').png().toBuffer();
  expect((await sharp(bytes).metadata()).channels).toBe(1);
  expectNear(await middle(bytes), [120, 120, 120], 1);
});

test('keeps the transparency of a grey and of a palette picture', async () => {
  const data = Buffer.alloc(W * H * 2, 90);
  for (let i = 0; i < W * H; i++) data[i * 2 + 1] = i % W < W / 2 ? 0 : 255;
  const grey = sharp(data, { raw: { width: W, height: H, channels: 2 } });
  for (const bytes of [
    await grey.clone().png().toBuffer(),
    await grey.clone().png({ palette: true }).toBuffer(),
  ]) {
    const picture = await decodeImage(bytes);
    expect(picture.hasAlpha).toBe(true);
    expect([picture.data[3], picture.data[(W - 1) * 4 + 3], picture.data[(W - 1) * 4]]).toEqual([0, 255, 90]);
  }
});

/** Where the red corner, the upper left as one sees it, is stored for each EXIF orientation: x, y in 0..1. */
const STORED: Record<number, [number, number]> = {
  1: [0, 0],
  2: [1, 0],
  3: [1, 1],
  4: [0, 1],
  5: [0, 0],
  6: [0, 1],
  7: [1, 1],
  8: [1, 0],
};

test.each(Object.entries(STORED))(
  'turns a photo of EXIF orientation %s upright',
  async (orientation, [u, v]) => {
    const data = Buffer.alloc(W * H * 3, 40);
    for (let y = 0; y < 5; y++) {
      for (let x = 0; x < 5; x++) {
        const at = ((v === 0 ? y : H - 1 - y) * W + (u === 0 ? x : W - 1 - x)) * 3;
        data.set([220, 20, 20], at);
      }
    }
    const bytes = await sharp(data, { raw: { width: W, height: H, channels: 3 } })
      .withMetadata({ orientation: Number(orientation) })
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const picture = await decodeImage(bytes);
    expect([picture.width, picture.height]).toEqual(Number(orientation) < 5 ? [W, H] : [H, W]);
    expect(picture.data[0]).toBeGreaterThan(180);
    expect(picture.data[(picture.width - 1) * 4]).toBeLessThan(80);
    expect(picture.data[(picture.height - 1) * picture.width * 4]).toBeLessThan(80);
  },
);
