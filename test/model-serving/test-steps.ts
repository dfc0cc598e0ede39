import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import { InputRole } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type {
  StepInputs,
  StepOutcome,
  StepRunner,
} from '../../services/model-serving/src/processes/serve-steps.ts';
import type { StepContext } from '../../services/model-serving/src/steps/step-context.ts';

/** What a step may be asked to do by its prompt. */
const ACTS: Record<string, (inputs: StepInputs, context: StepContext) => Promise<Buffer>> = {
  async echo(inputs, context) {
    context.progress(0.5, 'segmentation', 'Half way.');
    context.progress(0.2, 'feature_injection', 'Never back.');
    return inputs.get(InputRole.PRODUCT) ?? inputs.get(InputRole.BACKGROUND) ?? Buffer.from('none');
  },
  async 'show previews'(_inputs, context) {
    const noise = randomBytes(1024 * 1024 * 4);
    for (let i = 0; i < 3; i++) {
      context.progress(i / 4, 'segmentation', 'Showing.');
      context.preview({ width: 1024, height: 1024, channels: 4, data: noise });
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return Buffer.from('shown');
  },
  async 'show on and on'(_inputs, context) {
    const noise = randomBytes(4096 * 4096 * 4);
    for (;;) {
      context.progress(0.5, 'segmentation', 'Showing.');
      context.preview({ width: 4096, height: 4096, channels: 4, data: noise });
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
  async 'stop when asked'(_inputs, context) {
    for (;;) {
      context.progress(0.5, 'segmentation', 'Waiting.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },
  async block(_inputs, context) {
    context.progress(0.5, 'segmentation', 'Blocked.');
    for (;;);
  },
  async exit() {
    process.exit(7);
  },
  async silent(_inputs, context) {
    context.progress(0.1, 'segmentation', 'Silent from now on.');
    return await new Promise(() => undefined);
  },
  async 'throw secret'() {
    throw new Error('hunter2');
  },
  async corrupt() {
    throw new AppError('IMAGE_CORRUPT', { fields: [{ field: 'input.PRODUCT', description: 'is odd' }] });
  },
  async 'take 500 MB'(_inputs, context) {
    const taken: Buffer[] = [];
    for (let i = 0; i < 50; i++) taken.push(Buffer.alloc(10_000_000, 1 + i));
    // So long that whoever measures sees it.
    for (let i = 0; i < 10; i++) {
      context.progress(i / 10, 'segmentation', 'Holding.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return Buffer.from(String(taken.reduce((sum, { length }) => sum + length, 0)));
  },
  async 'infer once'(_inputs, context) {
    const mask = await context.inferMask(TENSOR);
    return Buffer.from(mask.buffer, mask.byteOffset, mask.byteLength);
  },
  async 'infer on and on'(_inputs, context) {
    for (let i = 0; ; i++) {
      await context.inferMask(TENSOR);
      context.progress(0, 'segmentation', `Inference ${i}.`);
    }
  },
};

const TENSOR = Float32Array.from({ length: 3 * 320 * 320 }, (_, i) => Math.sin(i / 100));

/** Steps that do what the prompt says, to test everything around them. */
export const runTestStep: StepRunner = async (task, inputs, context): Promise<StepOutcome> => {
  const prompt = task.spec?.background?.prompt ?? '';
  const act = ACTS[prompt];
  if (!act) throw new Error(`no such act: ${prompt}`);
  const data = await act(inputs, context);
  const picture = { data, mediaType: 'image/png', width: 1, height: 1, hasAlpha: false };
  const digest = Buffer.from(createHash('sha256').update(data).digest('hex'));
  return {
    result: picture,
    artifacts: [{ kind: ArtifactKind.CUTOUT, picture: { ...picture, data: digest } }],
    scene: undefined,
    report: StepReport.fromPartial({ maskConfidence: 0.5 }),
  };
};
