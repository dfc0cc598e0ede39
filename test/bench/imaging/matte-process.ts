import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { cutOut } from '../../../services/model-serving/src/imaging/cutout/cut-out.ts';
import { decodeImage } from '../../../services/model-serving/src/imaging/io/decode-image.ts';
import { createCutoutModel } from '../../../services/model-serving/src/models/cutout-model.ts';
import { preloadSteps } from '../../../services/model-serving/src/processes/run-studio-step.ts';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';
import { startBenchModels } from '../harness/bench-models.ts';

/** A photo of this size is cut out, the model's answer being known. */
export interface MatteTask {
  megapixels: number;
}

export interface MatteAnswer {
  /** All of the cut-out but the inference. */
  ms: number;
  megapixels: number;
}

const [threads] = process.argv.slice(2).map(Number);
const models = await startBenchModels(mkdtempSync(join(tmpdir(), 'nanococoa-matte-')));
const cutout = createCutoutModel(models);
await preloadSteps(threads);
const photos = new Map<number, Buffer>();
let answer: Float32Array | undefined;

process.on('message', (task: MatteTask) => {
  measure(task).then(
    (measured) => process.send?.(measured),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => void models.close().then(() => process.exit(0)));
process.send?.({ ready: true });

async function measure({ megapixels }: MatteTask): Promise<MatteAnswer> {
  const encoded = photos.get(megapixels) ?? (await enlarge(megapixels));
  photos.set(megapixels, encoded);
  const photo = await decodeImage(encoded);
  const inferMask = async (tensor: Float32Array) => {
    answer ??= await cutout.infer(tensor, AbortSignal.timeout(60_000));
    return answer;
  };
  if (!answer) await cutOut(await decodeImage(encoded), { inferMask });
  const start = performance.now();
  await cutOut(photo, { inferMask });
  return { ms: performance.now() - start, megapixels: (photo.width * photo.height) / 1e6 };
}

/** The sample photo as a camera of so many megapixels would have taken it. */
async function enlarge(megapixels: number): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(SAMPLE_PHOTO).metadata();
  const scale = Math.sqrt((megapixels * 1e6) / (width * height));
  return await sharp(SAMPLE_PHOTO)
    .resize(Math.round(width * scale))
    .png()
    .toBuffer();
}
