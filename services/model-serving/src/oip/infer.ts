import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { type ModelInferRequest, ModelInferResponse } from '@nanococoa/proto/inference/open_inference.ts';
import type { ModelPool, ModelSignature, ModelTensors } from '../models/model-pool.ts';
import { datatypeOf } from './datatypes.ts';
import type { ModelSignatures } from './model-signatures.ts';
import { readInputs } from './read-inputs.ts';
import { refusedParameters } from './refused-parameters.ts';
import { MODEL_VERSION, type ServedModels } from './served-models.ts';
import type { TensorBudget } from './tensor-budget.ts';

export interface InferDependencies {
  models: ServedModels;
  pool: ModelPool;
  signatures: ModelSignatures;
  budget: TensorBudget;
}

/** ModelInfer: check, load where needed, run, answer with raw tensors. Ends with `signal`. */
export async function infer(
  request: ModelInferRequest,
  signal: AbortSignal,
  { models, pool, signatures, budget }: InferDependencies,
): Promise<ModelInferResponse> {
  const model = models.find(request.modelName, request.modelVersion);
  throwFaults('INVALID_REQUEST', refusedParameters(request));
  const { inputs, faults } = readInputs(request);
  throwFaults('MODEL_INPUT_INVALID', faults);

  const release = budget.take(sizeOf(inputs));
  try {
    const names = outputNames(request, await signatures.of(model, signal));
    return respond(request, names, await pool.infer(model.id, inputs, signal, names));
  } finally {
    release();
  }
}

/** The outputs that are asked for, in that order. */
function outputNames({ outputs }: ModelInferRequest, signature: ModelSignature): string[] {
  const known = signature.outputs.map(({ name }) => name);
  const asked = outputs.map(({ name }) => name);
  const faults = asked.flatMap((name, index) => {
    const description = known.includes(name)
      ? asked.indexOf(name) < index && 'is asked for already'
      : 'is no output of the model';
    return description ? [{ field: `outputs[${index}].name`, description }] : [];
  });
  throwFaults('INVALID_REQUEST', faults);
  return asked.length > 0 ? asked : known;
}

function respond(
  request: ModelInferRequest,
  names: readonly string[],
  outputs: ModelTensors,
): ModelInferResponse {
  const response = ModelInferResponse.create({
    modelName: request.modelName,
    modelVersion: MODEL_VERSION,
    id: request.id,
  });
  for (const name of names) {
    const tensor = outputs[name];
    if (!tensor) throw new Error(`The model gave no output "${name}".`);
    response.outputs.push({
      name,
      datatype: datatypeOf(tensor.type),
      shape: [...tensor.dims],
      parameters: {},
      contents: undefined,
    });
    response.rawOutputContents.push(tensor.data);
  }
  return response;
}

function throwFaults(reason: 'INVALID_REQUEST' | 'MODEL_INPUT_INVALID', fields: FieldViolation[]): void {
  if (fields.length > 0) throw new AppError(reason, { fields });
}

function sizeOf(tensors: ModelTensors): number {
  return Object.values(tensors).reduce((sum, { data }) => sum + data.byteLength, 0);
}
