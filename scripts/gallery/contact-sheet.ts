import sharp from 'sharp';

const COLUMNS = 8;
const CELL = 320;
const GAP = 8;

/** All pictures small on one sheet, row by row, as WebP. */
export async function contactSheet(pictures: readonly Buffer[]): Promise<Buffer> {
  const rows = Math.ceil(pictures.length / COLUMNS);
  const step = CELL + GAP;
  const tiles = await Promise.all(
    pictures.map(async (picture, i) => ({
      input: await sharp(picture).resize(CELL, CELL, { fit: 'contain', background: '#1c1c1e' }).toBuffer(),
      left: GAP + (i % COLUMNS) * step,
      top: GAP + Math.floor(i / COLUMNS) * step,
    })),
  );
  return sharp({
    create: { width: GAP + COLUMNS * step, height: GAP + rows * step, channels: 3, background: '#1c1c1e' },
  })
    .composite(tiles)
    .webp({ quality: 82 })
    .toBuffer();
}
