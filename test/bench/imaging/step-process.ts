import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdSpec, type DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { makePreview } from '../../../services/model-serving/src/imaging/io/make-preview.ts';
import { collectAllShared } from '../../../services/model-serving/src/imaging/parallel/band-threads.ts';
import { createCutoutModel } from '../../../services/model-serving/src/models/cutout-model.ts';
import {
  preloadSteps,
  runStudioStep,
} from '../../../services/model-serving/src/processes/run-studio-step.ts';
import type { StepOutcome } from '../../../services/model-serving/src/processes/serve-steps.ts';
import { createStepSession } from '../../../services/model-serving/src/processes/step-session.ts';
import { startBenchModels } from '../harness/bench-models.ts';
import { processMemory, resetPeakMemory } from '../harness/process-memory.ts';
import { createStageClock, type StageTimes } from './stage-clock.ts';

/** An ad of this photo and this spec, its steps one after another. */
export interface StepsTask {
  photo?: string;
  spec: DeepPartial<AdSpec>;
  cacheDir: string;
  /** The first to do; what those before it made is taken from the ad before. */
  from?: 1 | 2;
}

export interface StepsAnswer {
  ms: number;
  steps: StepMeasure[];
}

export interface StepMeasure {
  ms: number;
  /** Milliseconds by what the step said it was doing. */
  stages: StageTimes;
  /** Milliseconds by loop over rows, which are parts of the stages. */
  kernels: StageTimes;
  /** Longest time between two pieces of news, as they leave the process. */
  silenceMs: number;
  /** What the step had said before it. */
  silentIn: string;
  previews: number;
  /** High-water mark of this process' memory. */
  peakBytes: number;
}

const [threads] = process.argv.slice(2).map(Number);
const models = await startBenchModels(mkdtempSync(join(tmpdir(), 'nanococoa-steps-')));
const cutout = createCutoutModel(models);
await preloadSteps(threads);

process.on('message', (task: StepsTask) => {
  runSteps(task).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
process.on('disconnect', () => void models.close().then(() => process.exit(0)));
process.send?.({ ready: true });

let background: StepOutcome | undefined;

async function runSteps({ photo, spec: given, cacheDir, from = 1 }: StepsTask): Promise<StepsAnswer> {
  const spec = AdSpec.fromPartial(given);
  const steps: StepMeasure[] = [];
  const run = async (step: Partial<StepTask>, inputs: ReadonlyMap<InputRole, Buffer>) => {
    const { outcome, measure } = await measureStep(StepTask.fromPartial({ ...step, spec }), inputs, cacheDir);
    steps.push(measure);
    return outcome;
  };
  const start = performance.now();
  if (from === 1 || !background) {
    const product = photo ? new Map([[InputRole.PRODUCT, await readFile(photo)]]) : new Map();
    background = await run({ step: 1 }, product);
    cutout.unload();
  }
  const { scene } = background;
  const mask = picture(background, ArtifactKind.PRODUCT_MASK);
  const behind = new Map([
    [InputRole.BACKGROUND, background.result.data],
    ...(mask ? [[InputRole.PRODUCT_MASK, mask] as const] : []),
  ]);
  const text = await run({ step: 2, scene }, behind);
  const volume = picture(text, ArtifactKind.TEXT_VOLUME);
  const layers = new Map([
    ...behind,
    [InputRole.TEXT, text.result.data],
    ...(volume ? [[InputRole.TEXT_VOLUME, volume] as const] : []),
  ]);
  await run({ step: 3, scene, final: true }, layers);
  return { ms: performance.now() - start, steps };
}

const picture = ({ artifacts }: StepOutcome, kind: ArtifactKind) =>
  artifacts.find((artifact) => artifact.kind === kind)?.picture.data;

/** One step as a pixel worker does it: with its session's news and previews, and a clean-up behind it. */
async function measureStep(task: StepTask, inputs: ReadonlyMap<InputRole, Buffer>, cacheDir: string) {
  resetPeakMemory(process.pid);
  const news = [{ atMs: performance.now(), message: 'Beginning' }];
  let previews = 0;
  const session = createStepSession({
    ...{ task, cacheDir, makePreview, models: [] },
    async send(message) {
      if (message.kind === 'progress') news.push({ atMs: performance.now(), message: message.message });
      if (message.kind === 'progress' && message.preview) previews += 1;
      if (message.kind !== 'infer_mask') return;
      const mask = await cutout.infer(message.tensor, AbortSignal.timeout(60_000));
      session.receive({ kind: 'mask', mask });
    },
  });
  const clock = createStageClock();
  const start = performance.now();
  const outcome = await runStudioStep(task, inputs, clock.watch(session.context));
  const end = performance.now();
  await session.end({ kind: 'stopped' });
  const { stages, kernels } = clock.stop();
  const peakBytes = processMemory(process.pid).peakBytes;
  collectAllShared();
  const gaps = news.map(({ atMs }, index) => (news[index + 1]?.atMs ?? end) - atMs);
  const silenceMs = Math.max(...gaps);
  const silentIn = news[gaps.indexOf(silenceMs)].message;
  const measure: StepMeasure = { ms: end - start, stages, kernels, silenceMs, silentIn, previews, peakBytes };
  return { outcome, measure };
}
