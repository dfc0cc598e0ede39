import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind, type Image } from '@nanococoa/proto/common/v1/image.ts';
import { draw } from './arranged-ad.ts';
import type { ScriptedFrontend } from './scripted-frontend.ts';
import type { ScriptedJob } from './scripted-jobs.ts';
import { runOf } from './scripted-run.ts';

/** A photo of a red box on a grey table, which the automatic cut-out has left half of, and some of the table with it. */
export const PHOTO = { width: 400, height: 300 };
type Colour = [number, number, number, number];
const RED: Colour = [180, 30, 25, 255];

/** Grey that differs everywhere, so that a pixel in the wrong place is found. */
export const tableAt = (x: number, y: number): Colour => [140 + (x % 7), 145 + (y % 5), 150, 255];
const isBox = (x: number, y: number) => x >= 100 && x < 300 && y >= 100 && y < 200;
export const photoAt = (x: number, y: number): Colour =>
  isBox(x, y) ? [RED[0] + (x % 3), 30, 25, 255] : tableAt(x, y);

/** The box's left half with a soft, faintly other-coloured edge; some table above; colours where nothing is seen. */
export function cutoutAt(x: number, y: number): Colour {
  if (y >= 40 && y < 80 && x >= 120 && x < 180) return tableAt(x, y);
  if (!isBox(x, y) || x >= 210) return [255, 0, 255, 0];
  if (x >= 200) return [190, 20, 20, 255 - 25 * (x - 199)];
  return photoAt(x, y);
}

/** A finished ad whose cut-out is to be touched up. */
export async function makeCutOutAd(
  mesh: ScriptedFrontend,
  product: { cutoutImageId?: string } = {},
): Promise<{ scripted: ScriptedJob; cutout: Image }> {
  const put = async (colourAt: (x: number, y: number) => Colour) =>
    mesh.uploads.put(await draw(PHOTO.width, PHOTO.height, colourAt), PHOTO.width, PHOTO.height);
  const photo = await put(photoAt);
  const cutout = await put(cutoutAt);
  const requestId = `cutout-${mesh.jobs.jobs.length}`;
  const spec = AdSpec.fromPartial({ product: { imageId: photo.id, ...product }, text: { content: 'Box' } });
  await mesh.jobs.methods.createJob({ requestId, spec } as never);
  const [scripted] = mesh.jobs.jobs;
  const run = runOf(scripted);
  run.startJob();
  run.startStep(1);
  Object.assign(scripted.job.steps[0], { artifacts: [{ kind: ArtifactKind.CUTOUT, image: cutout }] });
  run.finishStep(1, photo);
  run.succeed(photo);
  return { scripted, cutout };
}
