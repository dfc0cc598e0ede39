import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePreview, type PreviewPicture } from '../imaging/io/make-preview.ts';
import { runBackgroundStep } from './background-step.ts';
import { runCompositionStep } from './composition-step.ts';
import { runTextStep } from './text-step.ts';

const WIDTH = 640;
const HEIGHT = 480;
const spec = AdSpec.fromPartial({
  product: { scale: 0.5, strength: 0.6 },
  background: { prompt: 'green moss in the forest' },
  text: { content: 'TOP', position: 1, prompt: 'polished gold' },
  composition: { mode: 1, strength: 0.4 },
  output: { width: WIDTH, height: HEIGHT },
  seed: 5,
});

let cacheDir = '';
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'nanococoa-studio-'));
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

/** A context that keeps what it is shown, decoded: mean colours 0..255 of an area given in parts of the picture. */
function watching() {
  const shown: PreviewPicture[] = [];
  const context = {
    cacheDir,
    progress: () => undefined,
    preview: (picture: PreviewPicture) => void shown.push(picture),
    inferMask: () => Promise.reject(new Error('a cut-out needs no model')),
  };
  const looks = () => Promise.all(shown.map(async (picture) => look(await makePreview(picture))));
  return { context, shown, looks };
}

async function look(picture: Buffer) {
  const image = sharp(picture).flatten().removeAlpha().resize(40, 30, { fit: 'fill' });
  const data = await image.raw().toBuffer();
  return (x0: number, y0: number, x1: number, y1: number) => {
    const sum = [0, 0, 0];
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++)
        for (let c = 0; c < 3; c++) sum[c] += data[(y * 40 + x) * 3 + c] / (x1 - x0) / (y1 - y0);
    return sum;
  };
}
type Look = Awaited<ReturnType<typeof look>>;
/** Nine fields of the picture: its looks, and which way up it is. */
const fields = (at: Look) =>
  [0, 10, 20].flatMap((y) => [0, 13, 26].map((x) => at(x, y, x + 13, y + 10))).flat();
const difference = (one: Look, other: Look) => {
  const second = fields(other);
  return Math.max(...fields(one).map((value, i) => Math.abs(value - second[i])));
};

/** A red block above a blue one, soft at its left. */
async function product(): Promise<Buffer> {
  const data = Buffer.alloc(200 * 200 * 4);
  for (let y = 20; y < 180; y++)
    for (let x = 40; x < 160; x++)
      data.set(y < 100 ? [220, 20, 20, 255] : [20, 20, 220, x < 60 ? 128 : 255], (y * 200 + x) * 4);
  return sharp(data, { raw: { width: 200, height: 200, channels: 4 } })
    .png()
    .toBuffer();
}

test('the steps show what they are making: the cut-out, the scene, the letters, and each result', async () => {
  const first = watching();
  const background = await runBackgroundStep({ spec, photo: await product(), final: false }, first.context);
  expect(first.shown).toHaveLength(3);
  const [cutout, scene, composed] = await first.looks();
  const result = await look(background.result.data);
  expect(cutout(15, 4, 25, 14)[0]).toBeGreaterThan(180);
  expect(cutout(15, 16, 25, 26)[2]).toBeGreaterThan(180);
  for (const value of cutout(0, 0, 6, 30)) expect(value).toBeGreaterThan(200);
  expect(difference(composed, result)).toBeLessThan(4);
  // Beside the product the scene is there before it, the right way up, as bright as it will be.
  for (const [x, y] of [
    [0, 0],
    [10, 0],
    [0, 22],
    [10, 22],
  ]) {
    const [before, after] = [scene, result].map((at) => at(x, y, x + 8, y + 8));
    for (let c = 0; c < 3; c++) expect(Math.abs(before[c] - after[c])).toBeLessThan(3);
  }

  const second = watching();
  const text = await runTextStep({ spec, scene: background.scene, final: false }, second.context);
  expect(second.shown.map(({ width }) => width)).toEqual([256, WIDTH]);
  const [ground = ''] = background.scene.palette;
  for (const picture of second.shown) expect(picture.ground).toBe(ground);
  const [sketch, letters] = await second.looks();
  const made = await look(await sharp(text.result.data).flatten({ background: ground }).png().toBuffer());
  expect(difference(letters, made)).toBeLessThan(4);
  expect(difference(sketch, letters)).toBeLessThan(10);
  const empty = await look(
    await sharp({ create: { width: 8, height: 8, channels: 3, background: ground } })
      .png()
      .toBuffer(),
  );
  expect(difference(letters, empty)).toBeGreaterThan(10);

  const third = watching();
  const ad = await runCompositionStep(
    {
      spec,
      scene: background.scene,
      background: background.result.data,
      text: text.result.data,
      backgroundSupplied: false,
      textSupplied: false,
    },
    third.context,
  );
  expect(third.shown).toHaveLength(1);
  const [whole] = await third.looks();
  expect(difference(whole, await look(ad.result.data))).toBeLessThan(4);
});
