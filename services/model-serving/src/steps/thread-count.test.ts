import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdSpec, type DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SAMPLE_PHOTO } from '../../../../test/support/sample-photo.ts';
import { startBandThreads, stopBandThreads } from '../imaging/parallel/band-threads.ts';
import { runStudioStep } from '../processes/run-studio-step.ts';
import { NO_MODELS } from './no-models.fixture.ts';

let cacheDir = '';
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'nanococoa-threads-'));
});
afterEach(() => stopBandThreads());
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

/** A model that finds the cup: an ellipse with a soft edge. */
async function inferMask(): Promise<Float32Array> {
  return Float32Array.from({ length: 320 * 320 }, (_, i) => {
    const x = ((i % 320) - 165) / 118;
    const y = (Math.floor(i / 320) - 165) / 128;
    return 1 / (1 + Math.exp(16 * (Math.hypot(x, y) - 1)));
  });
}

/** Digests of what the three steps make, artifacts included. */
async function digests(given: DeepPartial<AdSpec>, cache: string): Promise<string[]> {
  const spec = AdSpec.fromPartial(given);
  const context = { ...NO_MODELS, cacheDir: cache, progress() {}, preview() {}, inferMask };
  const task = (step: Partial<StepTask>) => StepTask.fromPartial({ ...step, spec });
  const product = new Map([[InputRole.PRODUCT, await readFile(SAMPLE_PHOTO)]]);
  const background = await runStudioStep(task({ step: 1 }), product, context);
  const mask = background.artifacts.find(({ kind }) => kind === ArtifactKind.PRODUCT_MASK);
  const pictures = new Map<InputRole, Buffer>([
    [InputRole.BACKGROUND, background.result.data],
    [InputRole.PRODUCT_MASK, mask?.picture.data ?? Buffer.alloc(0)],
  ]);
  const { scene } = background;
  const text = await runStudioStep(task({ step: 2, scene }), pictures, context);
  pictures.set(InputRole.TEXT, text.result.data);
  for (const { kind, picture } of text.artifacts)
    if (kind === ArtifactKind.TEXT_VOLUME) pictures.set(InputRole.TEXT_VOLUME, picture.data);
  const ad = await runStudioStep(task({ step: 3, scene, final: true }), pictures, context);
  return [background, text, ad]
    .flatMap(({ result, artifacts }) => [result, ...artifacts.map(({ picture }) => picture)])
    .map(({ data }) => createHash('sha256').update(data).digest('hex'));
}

test.each([
  ['polished gold', 'walnut table in a cafe in the evening', 1],
  ['pink neon', 'wet slate in front of a brick wall at night', 3],
  ['glass', 'white marble, morning window light', 2],
] as const)(
  '%s: the same bytes with one, two and four threads, and from a full cache',
  async (material, scene, mode) => {
    const spec: DeepPartial<AdSpec> = {
      product: { imageId: 'photo', scale: 0.45, strength: 0.6 },
      background: { prompt: scene },
      text: { content: '오늘의 커피', prompt: material, position: 1 },
      composition: { mode, strength: 0.5 },
      output: { width: 480, height: 400, mediaType: 'image/png' },
      seed: 11,
    };
    const alone = await digests(spec, cacheDir);
    for (const threads of [1, 3]) {
      startBandThreads(threads);
      // The second time materials are baked by the threads, too.
      expect(await digests(spec, threads === 1 ? cacheDir : join(cacheDir, material))).toEqual(alone);
      await stopBandThreads();
    }
  },
);
