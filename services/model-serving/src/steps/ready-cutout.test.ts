import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBackgroundStep } from './background-step.ts';

let cacheDir = '';
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'nanococoa-studio-'));
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

const SIDE = 256;

/** A touched-up cut-out: a box, a ball apart from it, and a glass of even, faint alpha that reaches far to the right. */
function touchedUp(width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const x = ((i % width) + 0.5) / width;
    const y = (Math.floor(i / width) + 0.5) / height;
    const inBox = x > 0.3 && x < 0.5 && y > 0.4 && y < 0.9;
    const fromBall = Math.hypot((x - 0.4) * (width / height), y - 0.2);
    // Soft over a tenth of the picture's height.
    const ball = Math.max(0, Math.min(1, (0.12 - fromBall) / 0.1));
    const glass = x > 0.55 && x < 0.75 && y > 0.6 && y < 0.9 ? 0.4 : 0;
    const alpha = inBox ? 255 : Math.round(255 * Math.max(ball, glass));
    if (alpha > 0) data.set([inBox ? 20 : 200, 60, ball > 0 ? 220 : 90, alpha], i * 4);
  }
  return data;
}

async function run(width: number, height: number) {
  const data = touchedUp(width, height);
  const photo = await sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  const spec = AdSpec.fromPartial({
    product: { scale: 0.6, strength: 0.6 },
    background: { prompt: 'white marble' },
    output: { width: SIDE, height: SIDE },
    seed: 1,
  });
  const made = await runBackgroundStep(
    { spec, photo, final: false },
    {
      progress: () => undefined,
      preview: () => undefined,
      inferMask: () => Promise.reject(new Error('a cut-out needs no model')),
      cacheDir,
    },
  );
  const mask = await sharp(made.productMask?.data).extractChannel(0).raw().toBuffer();
  return { data, cutout: made.cutout, report: made.report, mask };
}

test.each([
  [90, 60],
  [600, 500],
  [900, 1200],
])('a ready cut-out of %i × %i is used as it is', async (width, height) => {
  const { data, cutout, report, mask } = await run(width, height);
  const kept = await sharp(cutout?.data).raw().toBuffer();
  expect(kept.equals(data)).toBe(true);
  expect(report.maskConfidence).toBeUndefined();

  // Soft edges and the faint glass are in the picture with their own alpha, and every part has its share of it.
  const area = (from: number, to: number) => mask.filter((value) => value >= from && value <= to).length;
  const source = (from: number, to: number) => {
    let count = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] >= from && data[i] <= to) count++;
    return count;
  };
  const share = (from: number, to: number) =>
    (area(from, to) / area(250, 255)) * (source(250, 255) / source(from, to));
  expect(share(98, 106)).toBeGreaterThan(0.8);
  expect(share(98, 106)).toBeLessThan(1.3);
  expect(share(110, 240)).toBeGreaterThan(0.6);
  expect(share(10, 90)).toBeGreaterThan(0.6);
});
