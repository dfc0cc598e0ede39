import { ArtifactKind, type Image } from '@nanococoa/proto/common/v1/image.ts';
import { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import sharp from 'sharp';
import type { ScriptedFrontend } from './scripted-frontend.ts';
import type { ScriptedJob } from './scripted-jobs.ts';
import { runOf } from './scripted-run.ts';

export const AD = { width: 480, height: 360 };
/** The product's box in the cut-out, which is 200 × 240, and on the ad: 0.5 pixels for each. */
const CUTOUT = { width: 200, height: 240, left: 20, top: 20, right: 180, bottom: 220 };
const SCALE = 0.5;
/** Where the foot's middle stands on the ad, pixels, and in the cut-out. */
const FOOT = { x: 192, y: 270, inCutoutX: 100, inCutoutY: 190 };

/** The product in the terms of the spec. */
export const PLACE = { x: FOOT.x / AD.width, y: FOOT.y / AD.height, scale: (200 * SCALE) / AD.height };

/** A finished ad with a product, as the studio engine leaves it. @param isOld Whether step 1 told no placement */
export async function makeArrangedAd(
  mesh: ScriptedFrontend,
  job: ScriptedJob,
  { isOld = false } = {},
): Promise<{ result: Image; text: Image }> {
  const left = FOOT.x + (CUTOUT.left - FOOT.inCutoutX) * SCALE;
  const top = FOOT.y + (CUTOUT.top - FOOT.inCutoutY) * SCALE;
  const inAd = (x: number, y: number) => x >= left && x < left + 80 && y >= top && y < top + 100;
  const inCutout = (x: number, y: number) =>
    x >= CUTOUT.left && x < CUTOUT.right && y >= CUTOUT.top && y < CUTOUT.bottom;
  const put = async (
    { width, height }: { width: number; height: number },
    colorAt: (x: number, y: number) => [number, number, number, number],
  ) => mesh.uploads.put(await draw(width, height, colorAt), width, height);

  const result = await put(AD, (x, y) => (inAd(x, y) ? [180, 20, 20, 255] : [90, 90 + y / 4, 120, 255]));
  const mask = await put(AD, (x, y) => (inAd(x, y) ? [255, 255, 255, 255] : [0, 0, 0, 255]));
  const cutout = await put(CUTOUT, (x, y) => [200, 30, 30, inCutout(x, y) ? 255 : 0]);
  const text = await put(AD, (_x, y) => [255, 220, 120, y < 60 ? 255 : 0]);
  const run = runOf(job);
  run.startJob();
  run.startStep(1);
  Object.assign(job.job.steps[0], {
    artifacts: [
      { kind: ArtifactKind.CUTOUT, image: cutout },
      { kind: ArtifactKind.PRODUCT_MASK, image: mask },
    ],
    scene: Scene.fromPartial({
      light: { azimuthDeg: -40, elevationDeg: 50 },
      camera: { heightCm: 30, distanceCm: 52, pitchDeg: 18, verticalFovDeg: 36 },
      placement: isOld
        ? undefined
        : {
            ...{ ...PLACE, elevationDeg: 30, rollDeg: 0, cutoutScale: SCALE, risesFromEdge: false },
            ...{ cutoutFootX: FOOT.inCutoutX, cutoutFootY: FOOT.inCutoutY },
          },
    }),
  });
  run.finishStep(1, result);
  run.startStep(2);
  run.finishStep(2, text);
  run.startStep(3);
  run.finishStep(3, result);
  run.succeed(result);
  return { result, text };
}

/** A PNG whose pixels a function gives. */
export async function draw(
  width: number,
  height: number,
  colorAt: (x: number, y: number) => [number, number, number, number],
): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colorAt(x, y).map(Math.round), (y * width + x) * 4);
  }
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}
