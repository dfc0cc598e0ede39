import type { MadePicture, PictureJob, PictureProgress } from '../diffusion/picture-job.ts';

/** Element types of tensors, as ONNX Runtime names them. */
export type TensorType =
  | 'float32'
  | 'float16'
  | 'float64'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'bool';

/** A tensor on its way to or from a model's process. */
export interface ModelTensor {
  type: TensorType;
  dims: readonly number[];
  /** The elements in row-major order, little-endian, without gaps. */
  data: Uint8Array;
}

/** Named tensors. */
export type ModelTensors = Record<string, ModelTensor>;

/** An input or output of a graph. */
export interface TensorSignature {
  name: string;
  type: TensorType;
  /** -1 where any size is allowed. */
  dims: readonly number[];
}

export interface ModelSignature {
  inputs: readonly TensorSignature[];
  outputs: readonly TensorSignature[];
}

export interface MakePictureOptions {
  /** The ControlNet that makes the picture follow `job.control`. */
  controlModelId?: string | undefined;
  /** Hears of each step, with what is left of the time once a step of such pictures has been measured. */
  onProgress?: ((progress: PictureProgress) => void) | undefined;
  signal: AbortSignal;
}

/**
 * The models in memory: each loaded one in a process of its own, loaded when it is first needed, ended when it has
 * been idle for long or its memory is needed.
 */
export interface ModelPool {
  /**
   * Runs a model after the inferences that were asked for before. When `signal` aborts a running inference, the
   * process gets STOP_GRACE_MS to finish it (a small model stays loaded then) and is killed after.
   * @throws AppError MODEL_UNKNOWN, MODEL_MISSING (damaged), MODEL_INPUT_INVALID, MODEL_PROCESS_FAILED (retriable, with
   *   its cause), MEMORY_FULL, MODEL_TOO_LARGE, NO_FREE_SLOT, SHUTTING_DOWN; the signal's reason
   * @param outputs Names of the outputs wanted, so that others need not be sent; all when none is given.
   */
  infer(
    modelId: string,
    inputs: ModelTensors,
    signal: AbortSignal,
    outputs?: readonly string[],
  ): Promise<ModelTensors>;
  /**
   * Has a pipeline make a picture after those that were asked for before. Its graphs are open together where memory
   * holds them, else one after another. When `signal` aborts it is asked to stop, which it does between two steps;
   * its process is killed when it has not after STOP_GRACE_MS.
   * @throws AppError as `infer` does; MODEL_UNKNOWN also of a model that makes no pictures, MODEL_TOO_LARGE with what
   *   it would need; the signal's reason
   */
  makePicture(modelId: string, job: PictureJob, options: MakePictureOptions): Promise<MadePicture>;
  /** Loads a model if it is not loaded, and describes it; at once if it is. Throws as `infer` does. */
  load(modelId: string, signal: AbortSignal): Promise<ModelSignature>;
  /** Ends a model's process once no inference is asked for, unless it is pinned. Resolves when its memory is free. */
  unload(modelId: string): Promise<void>;
  /** Keeps a model in memory once it is loaded, or no more. @throws AppError MODEL_UNKNOWN */
  pin(modelId: string, pinned: boolean): void;
  /** The models in memory. */
  loaded(): { id: string; pid: number; busy: boolean; pinned: boolean }[];
  /** Its processes, the spare one included. */
  pids(): number[];
  close(): Promise<void>;
}
