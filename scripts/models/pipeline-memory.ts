import { predictPictureMemory } from '../../services/model-serving/src/models/predict-picture-memory.ts';
import type { ModelTask } from '../../services/model-serving/src/registry/model-registry.ts';

/** What a model is expected to take on a processor, bytes. */
export interface ExpectedMemory {
  /** All its graphs open; of a ControlNet what it adds to its pipeline. */
  atOnceBytes: number;
  /** One graph after another, opened and closed for each picture. */
  oneByOneBytes: number;
}

/** A graph of a model, with the files of its tensors. */
export interface ModelGraph {
  /** What it does, which is the name of its folder. */
  role: string;
  sizeBytes: number;
  /** Weights in float16, which a processor computes with as float32. */
  isHalf: boolean;
}

/** What ModelServing predicts for a picture of the size that the family is made for, guided where it can be. */
export function expectMemory(task: ModelTask, graphs: readonly ModelGraph[]): ExpectedMemory {
  const has = (wanted: string) => graphs.some(({ role }) => role === wanted);
  const family = has('transformer') ? 'flux' : has('text_encoder_2') ? 'sdxl' : 'stable-diffusion';
  const side = family === 'stable-diffusion' ? 512 : 1024;
  // In a pipeline's folder it is the UNet that goes with ControlNets only.
  const paths = graphs.filter(({ role }) => task === 'control' || role !== 'controlnet');
  const described = {
    graphs: Object.fromEntries(paths.map(({ role }) => [role, role])),
    defaults: { steps: 20, guidance: GUIDANCE },
  };
  const graphSizes = graphs.map(({ role, sizeBytes, isHalf }) => ({ path: role, sizeBytes, isHalf }));
  const predict = (pipeline: typeof described | undefined) => {
    const model = { family, graphSizes, ...(pipeline && { pipeline }) } as const;
    const job = { width: side, height: side, guidance: GUIDANCE };
    return predictPictureMemory(model, undefined, job, 'cpu');
  };
  const { allBytes, sequentialBytes } = predict(described);
  if (task !== 'control') return { atOnceBytes: allBytes, oneByOneBytes: sequentialBytes };
  const added = allBytes - predict(undefined).allBytes;
  return { atOnceBytes: added, oneByOneBytes: added };
}

/** Says whether that fits into a budget. */
export function explainMemory(
  task: ModelTask,
  { atOnceBytes, oneByOneBytes }: ExpectedMemory,
  budgetBytes: number,
): string {
  const needs =
    task === 'control'
      ? `adds about ${gigabytes(atOnceBytes)} of memory to its pipeline`
      : `needs about ${gigabytes(oneByOneBytes)} of memory one graph after another, ${gigabytes(atOnceBytes)} at once`;
  return `${needs}; this machine's budget is ${gigabytes(budgetBytes)}: ${howItFits({ atOnceBytes, oneByOneBytes }, budgetBytes)}`;
}

/** The same in a few words. */
export function howItFits({ atOnceBytes, oneByOneBytes }: ExpectedMemory, budgetBytes: number): string {
  if (atOnceBytes <= budgetBytes) return 'fits';
  return oneByOneBytes <= budgetBytes ? 'fits one graph after another' : 'does not fit';
}

export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Any above 1: there are two rows then. */
const GUIDANCE = 7;
