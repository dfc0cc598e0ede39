import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdSpec, type DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { makePreview } from '../../../services/model-serving/src/imaging/io/make-preview.ts';
import { createCutoutModel } from '../../../services/model-serving/src/models/cutout-model.ts';
import { runStudioStep } from '../../../services/model-serving/src/processes/run-studio-step.ts';
import { NO_MODELS } from '../../../services/model-serving/src/steps/no-models.fixture.ts';
import type { ProcessContext } from '../../../services/model-serving/src/steps/step-context.ts';
import { startBenchModels } from '../harness/bench-models.ts';

/** An ad of this photo and this spec. */
export interface ComputeTask {
  photo: string;
  spec: DeepPartial<AdSpec>;
  cacheDir: string;
}

const models = await startBenchModels(mkdtempSync(join(tmpdir(), 'nanococoa-compute-')));
const cutout = createCutoutModel(models);

process.on('message', (task: ComputeTask) => {
  compute(task).then(
    (ms) => process.send?.({ ms }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => void models.close().then(() => process.exit(0)));

/** The three steps with their previews one after another, without any mesh: milliseconds. */
async function compute({ photo, spec: given, cacheDir }: ComputeTask): Promise<number> {
  const spec = AdSpec.fromPartial(given);
  const previews: Promise<Uint8Array>[] = [];
  const context: ProcessContext = {
    ...NO_MODELS,
    cacheDir,
    progress: () => {},
    // As a worker makes them: beside the step, on the other core.
    preview: (picture) => void previews.push(makePreview(picture)),
    inferMask: (tensor) => cutout.infer(tensor, AbortSignal.timeout(60_000)),
  };
  const task = (step: number, rest: Partial<StepTask> = {}) => StepTask.fromPartial({ step, spec, ...rest });
  const start = performance.now();
  const product = new Map([[InputRole.PRODUCT, await readFile(photo)]]);
  const background = await runStudioStep(task(1), product, context);
  cutout.unload();
  const { scene } = background;
  const text = await runStudioStep(task(2, { scene }), new Map(), context);
  const mask = background.artifacts.find(({ kind }) => kind === ArtifactKind.PRODUCT_MASK);
  const pictures = new Map([
    [InputRole.BACKGROUND, background.result.data],
    [InputRole.TEXT, text.result.data],
    ...(mask ? [[InputRole.PRODUCT_MASK, mask.picture.data] as const] : []),
  ]);
  await runStudioStep(task(3, { scene, final: true }), pictures, context);
  await Promise.all(previews);
  return performance.now() - start;
}
