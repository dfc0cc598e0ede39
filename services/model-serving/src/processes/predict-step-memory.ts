import type { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { MemoryUse } from '../memory/memory-ledger.ts';
import { stepEngine } from '../steps/step-engine.ts';

/** For other pictures of the same size, and for what earlier steps have left in the same process. */
const HEADROOM = 0.5;

/**
 * What a pixel worker's step is expected to take with so many threads that compute, before it has ever been measured:
 * measured for squares of 512 to 4,096 and photos of 1 to 48 megapixels, rounded up. Measurements are kept by step and
 * by size class, since what was made before at a like size says more.
 */
export function predictStepMemory(task: StepTask, threads: number): MemoryUse {
  const { width = 0, height = 0 } = task.spec?.output ?? {};
  const outputPixels = width * height;
  const inputPixels = task.inputs.reduce(
    (sum, { image }) => sum + (image?.width ?? 0) * (image?.height ?? 0),
    0,
  );
  const predicted =
    BASE_BYTES +
    moreThreads(threads) +
    BYTES_PER_OUTPUT_PIXEL * outputPixels +
    BYTES_PER_INPUT_PIXEL * inputPixels;
  const key = `${stepEngine(task)} step ${task.step}, ${sizeClass(outputPixels)} from ${sizeClass(inputPixels)}`;
  return { estimateKey: key, predictedBytes: predicted, headroom: HEADROOM };
}

/** A worker that waits for its first step, all that a step needs in memory. */
export function idleWorkerMemory(threads: number): MemoryUse {
  return {
    estimateKey: `studio worker of ${threads} threads`,
    predictedBytes: 160 * 2 ** 20 + moreThreads(threads),
    headroom: HEADROOM,
  };
}

const BASE_BYTES = 260 * 2 ** 20;
const BYTES_PER_OUTPUT_PIXEL = 40;
const BYTES_PER_INPUT_PIXEL = 8;

/** Of threads beyond the two that all else was measured with: of each a heap with the engine's loops in it. */
function moreThreads(threads: number): number {
  return Math.max(0, threads - 2) * 30 * 2 ** 20;
}

/** The power of two above, in megapixels. */
function sizeClass(pixels: number): string {
  return pixels === 0 ? 'nothing' : `${2 ** Math.ceil(Math.log2(pixels / 1e6))} MP`;
}
