import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import type { Warning } from '@nanococoa/proto/common/v1/job.ts';
import { InputRole, type StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { decodeImage } from '../imaging/io/decode-image.ts';
import { startBandThreads, warmBandThreads } from '../imaging/parallel/band-threads.ts';
import type { DiffusionContext } from '../steps/step-context.ts';
import { stepEngine } from '../steps/step-engine.ts';
import { inputRoleName } from './input-role-name.ts';
import type { StepInputs, StepOutcome, StepRunner } from './serve-steps.ts';

/**
 * Runs a step, by the engine that its spec names. The steps' modules are imported on their own, so that a fresh process is
 * ready at once.
 * @throws AppError IMAGE_CORRUPT when an input picture cannot be decoded.
 */
export const runStudioStep: StepRunner = async (task, inputs, context) => {
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => void warnings.push(warning);
  try {
    const step = STEPS[task.step] ?? unknownStep(task.step);
    const outcome = await step(task, inputs, { ...context, warn });
    const { report } = outcome;
    return { ...outcome, report: { ...report, warnings: [...report.warnings, ...warnings] } };
  } catch (error) {
    throw (await unreadableInput(inputs)) ?? error;
  }
};

/**
 * Brings ahead of the first step into memory what steps need: their modules and the threads that share their loops. What
 * cannot be imported fails the step that needs it.
 */
export async function preloadSteps(threads: number): Promise<void> {
  startBandThreads(threads - 1);
  await Promise.allSettled([
    import('../steps/background-step.ts'),
    import('../steps/text-step.ts'),
    import('../steps/composition-step.ts'),
  ]);
  await warmBandThreads();
}

type Step = (task: StepTask, inputs: StepInputs, context: DiffusionContext) => Promise<StepOutcome>;

const STEPS: Record<number, Step> = {
  async 1({ spec, final }, inputs, context) {
    const photo = inputs.get(InputRole.PRODUCT);
    const input = { spec: required(spec), final, ...(photo && { photo }) };
    const made =
      stepEngine({ step: 1, spec }) === 'diffusion'
        ? await (await import('../steps/diffusion/background-step.ts')).runPaintedBackground(input, context)
        : await (await import('../steps/background-step.ts')).runBackgroundStep(input, context);
    const artifacts: StepOutcome['artifacts'] = [];
    if (made.cutout) artifacts.push({ kind: ArtifactKind.CUTOUT, picture: made.cutout });
    if (made.productMask) artifacts.push({ kind: ArtifactKind.PRODUCT_MASK, picture: made.productMask });
    return { result: made.result, artifacts, scene: made.scene, report: made.report };
  },
  async 2({ spec, scene, final }, inputs, context) {
    const { runTextStep } = await import('../steps/text-step.ts');
    const made = await runTextStep(
      {
        spec: required(spec),
        final,
        scene,
        background: inputs.get(InputRole.BACKGROUND),
        productMask: inputs.get(InputRole.PRODUCT_MASK),
      },
      context,
      await lettersPainter(spec, context),
    );
    const artifacts = [{ kind: ArtifactKind.TEXT_VOLUME, picture: made.volume }];
    return { result: made.result, artifacts, scene: made.estimatedScene, report: made.report };
  },
  async 3({ spec, scene, backgroundSupplied, textSupplied }, inputs, context) {
    const { runCompositionStep } = await import('../steps/composition-step.ts');
    const background = required(inputs.get(InputRole.BACKGROUND));
    const text = inputs.get(InputRole.TEXT);
    const productMask = inputs.get(InputRole.PRODUCT_MASK);
    const textVolume = inputs.get(InputRole.TEXT_VOLUME);
    const made = await runCompositionStep(
      {
        spec: required(spec),
        background,
        backgroundSupplied,
        textSupplied,
        ...(scene && { scene }),
        ...(text && { text }),
        ...(productMask && { productMask }),
        ...(textVolume && { textVolume }),
      },
      context,
      await seamMender(spec, context),
    );
    return { result: made.result, artifacts: [], scene: undefined, report: made.report };
  },
};

async function lettersPainter(spec: StepTask['spec'], context: DiffusionContext) {
  if (!spec || stepEngine({ step: 2, spec }) !== 'diffusion') return undefined;
  return (await import('../steps/diffusion/painted-letters.ts')).createLettersPainter(spec, context);
}

async function seamMender(spec: StepTask['spec'], context: DiffusionContext) {
  if (!spec || stepEngine({ step: 3, spec }) !== 'diffusion') return undefined;
  return (await import('../steps/diffusion/seam.ts')).createSeamMender(spec, context);
}

/** The rpc has checked it already. */
function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an input of the step is missing');
  return value;
}

function unknownStep(step: number): never {
  throw new Error(`there is no step ${step}`);
}

/** Looks for the input that a failed step could not read; costs nothing while steps succeed. */
async function unreadableInput(inputs: StepInputs): Promise<AppError | undefined> {
  for (const [role, bytes] of inputs) {
    try {
      await decodeImage(bytes);
    } catch (cause) {
      return new AppError('IMAGE_CORRUPT', {
        fields: [{ field: `input.${inputRoleName(role)}`, description: 'cannot be decoded' }],
        cause,
      });
    }
  }
  return undefined;
}
