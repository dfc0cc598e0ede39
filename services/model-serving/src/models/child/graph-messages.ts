import type { MadePicture, PictureJob, PictureProgress } from '../../diffusion/picture-job.ts';
import type { GraphPaths } from '../../diffusion/pipelines/find-graphs.ts';
import type { PipelineDescription } from '../../diffusion/pipelines/read-pipeline-folder.ts';
import type { ModelSignature, ModelTensors } from '../model-pool.ts';

/** What a graph runs on: an execution provider of ONNX Runtime, and which of its devices. */
export interface GraphDevice {
  provider: 'cpu' | 'webgpu' | 'cuda';
  /** Which of the provider's devices; 0 where there is one. */
  index: number;
}

/** Load a graph. The file's external data, where it has some, lies beside it. */
export interface LoadGraph {
  kind: 'load';
  path: string;
  device: GraphDevice;
  /** Threads of an operator. */
  threads: number;
}

/** Run the loaded graph. */
export interface RunGraph {
  kind: 'run';
  inputs: ModelTensors;
  /** Names of the outputs to send back: what nobody reads need not cross the pipe. */
  outputs: readonly string[];
}

/** Get ready for a pipeline's pictures; its graphs are opened when they are needed. */
export interface OpenPipeline {
  kind: 'open';
  description: PipelineDescription;
  device: GraphDevice;
  /** Threads of an operator. */
  threads: number;
}

/** Make a picture with the opened pipeline. */
export interface MakePicture {
  kind: 'picture';
  job: PictureJob;
  /** A ControlNet's graphs, where the job has a picture to follow. */
  control: GraphPaths | undefined;
  /** Whether memory holds all graphs; else each is released before the next one is opened. */
  keepAll: boolean;
}

/** Leave the picture unfinished before its next step. Ignored when none is being made. */
export interface StopPicture {
  kind: 'stop';
}

/** From the service to a model's process: `load` or `open` once, then one `run` or `picture` at a time. */
export type ToGraphProcess = LoadGraph | RunGraph | OpenPipeline | MakePicture | StopPicture;

/**
 * From a model's process to the service: `ready` once it has started, then one answer to each message but `stop`;
 * before that of a picture, `progress` after each of its steps.
 */
export type FromGraphProcess =
  | { kind: 'ready' }
  | { kind: 'loaded'; signature: ModelSignature }
  | { kind: 'result'; outputs: ModelTensors }
  | { kind: 'opened' }
  | { kind: 'progress'; progress: PictureProgress }
  | { kind: 'picture'; picture: MadePicture }
  | { kind: 'stopped' }
  /** `isFault`: the pipeline or the job cannot be, and the message says why in words. */
  | { kind: 'failed'; message: string; isFault: boolean };
