import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import sharp from 'sharp';
import type { ScriptedFrontend } from './scripted-frontend.ts';
import type { ScriptedJob } from './scripted-jobs.ts';
import { runOf } from './scripted-run.ts';

interface MadeAd {
  copy: string;
  scene?: string;
  parentId?: string;
  /** Its picture; a small one of its own where it is not given. */
  picture?: Image;
}

let number = 0;

/** An ad that waits in the queue, made before any page was open. */
export async function queuedAd(
  mesh: ScriptedFrontend,
  { copy, scene = '', parentId = '' }: MadeAd,
): Promise<ScriptedJob> {
  const spec = AdSpec.fromPartial({ text: { content: copy }, background: { prompt: scene } });
  const request = { requestId: `made-${number++}`, spec, priority: 0, labels: {} };
  await mesh.jobs.methods.createJob(request);
  const [scripted] = mesh.jobs.jobs;
  scripted.job.parentId = parentId;
  return scripted;
}

/** An ad that has been made. */
export async function finishedAd(mesh: ScriptedFrontend, ad: MadeAd): Promise<ScriptedJob> {
  const picture = ad.picture ?? (await pictureOf(mesh, 40 + (number % 60), 64));
  const scripted = await queuedAd(mesh, ad);
  const run = runOf(scripted);
  run.startJob();
  for (const step of [1, 2, 3]) run.finishStep(step, picture);
  run.succeed(picture);
  return scripted;
}

/** A picture of one colour, which no other picture has. */
export async function pictureOf(mesh: ScriptedFrontend, width: number, height: number): Promise<Image> {
  number++;
  const background = { r: 90 + (number % 160), g: (number * 37) % 256, b: 120 };
  const create = { width, height, channels: 3 as const, background };
  return mesh.uploads.put(await sharp({ create }).png().toBuffer(), width, height);
}
