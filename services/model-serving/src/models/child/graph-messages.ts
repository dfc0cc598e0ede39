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

/** From the service to a model's process: `load` once, then one `run` at a time. */
export type ToGraphProcess = LoadGraph | RunGraph;

/** From a model's process to the service: `ready` once it has started, then one answer to each message. */
export type FromGraphProcess =
  | { kind: 'ready' }
  | { kind: 'loaded'; signature: ModelSignature }
  | { kind: 'result'; outputs: ModelTensors }
  | { kind: 'failed'; message: string };
