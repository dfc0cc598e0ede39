import type { ModelTask } from '../../services/model-serving/src/registry/model-registry.ts';

/** What a model is expected to take on a processor, bytes. */
export interface ExpectedMemory {
  /** All its graphs open. */
  atOnceBytes: number;
  /** One graph after another, opened and closed for each picture. */
  oneByOneBytes: number;
}

/** Weights and what ONNX Runtime packs of them anew, beside the size of float32 weights. */
const LOADED = 1.2;
const PROCESS_BYTES = 200_000_000;

/** What a step and the decoder hold besides, at the sizes that the families are made for: estimates. */
const WORKING_BYTES = { control: 500_000_000, sd: 1_500_000_000, sdxl: 3_000_000_000, flux: 4_000_000_000 };

/** A graph of a model, with the files of its tensors. */
export interface ModelGraph {
  /** What it does, which is the name of its folder. */
  role: string;
  sizeBytes: number;
  /** Weights in float16, which a processor computes with as float32. */
  isHalf: boolean;
}

/** What a model for pictures is expected to take; of a pipeline without the UNet that goes with ControlNets only. */
export function expectMemory(task: ModelTask, graphs: readonly ModelGraph[]): ExpectedMemory {
  const loaded = graphs
    .filter(({ role }) => task === 'control' || !['controlnet', 'unet_control'].includes(role))
    .map(({ sizeBytes, isHalf }) => sizeBytes * LOADED * (isHalf ? 2 : 1));
  const besides = PROCESS_BYTES + WORKING_BYTES[kindOf(task, graphs)];
  return {
    atOnceBytes: Math.round(besides + loaded.reduce((sum, bytes) => sum + bytes, 0)),
    oneByOneBytes: Math.round(besides + Math.max(0, ...loaded)),
  };
}

/** Says whether that fits into a budget. */
export function explainMemory({ atOnceBytes, oneByOneBytes }: ExpectedMemory, budgetBytes: number): string {
  const needs =
    oneByOneBytes === atOnceBytes
      ? `needs about ${gigabytes(atOnceBytes)} of memory`
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

function kindOf(task: ModelTask, graphs: readonly ModelGraph[]): keyof typeof WORKING_BYTES {
  const has = (wanted: string) => graphs.some(({ role }) => role === wanted);
  if (task === 'control') return 'control';
  if (has('transformer')) return 'flux';
  return has('text_encoder_2') ? 'sdxl' : 'sd';
}
