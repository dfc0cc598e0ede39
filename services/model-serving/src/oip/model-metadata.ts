import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type {
  ModelMetadataRequest,
  ModelMetadataResponse,
  ModelReadyRequest,
} from '@nanococoa/proto/inference/open_inference.ts';
import type { TensorSignature } from '../models/model-pool.ts';
import type { ModelRegistry } from '../registry/model-registry.ts';
import { datatypeOf } from './datatypes.ts';
import type { ModelSignatures } from './model-signatures.ts';
import { MODEL_VERSION, type ServedModels } from './served-models.ts';

/** Triton's name of ONNX graphs that ONNX Runtime runs. */
const PLATFORM = 'onnxruntime_onnx';

/** ModelMetadata: the inputs and outputs of a model, which is loaded to learn them. */
export async function describeModel(
  { name, version }: ModelMetadataRequest,
  signal: AbortSignal,
  { models, signatures }: { models: ServedModels; signatures: ModelSignatures },
): Promise<ModelMetadataResponse> {
  const { inputs, outputs } = await signatures.of(models.find(name, version), signal);
  return {
    name,
    versions: [MODEL_VERSION],
    platform: PLATFORM,
    inputs: inputs.map(describeTensor),
    outputs: outputs.map(describeTensor),
  };
}

/** ModelReady: whether a model is installed with undamaged files, from which it is loaded on demand. */
export async function isModelReady(
  { name, version }: ModelReadyRequest,
  { models, registry }: { models: ServedModels; registry: ModelRegistry },
): Promise<boolean> {
  try {
    await registry.verify(models.find(name, version));
    return true;
  } catch (error) {
    if (error instanceof AppError && ['MODEL_UNKNOWN', 'MODEL_MISSING'].includes(error.reason)) return false;
    throw error;
  }
}

function describeTensor({ name, type, dims }: TensorSignature) {
  return { name, datatype: datatypeOf(type), shape: [...dims] };
}
