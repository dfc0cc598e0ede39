import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type { ModelSignature, ModelTensor, ModelTensors, TensorSignature } from './model-pool.ts';
import { elementBytes } from './tensor-types.ts';

/**
 * Checks tensors before they reach ONNX Runtime, which reads as far as dims say.
 * @throws AppError MODEL_INPUT_INVALID naming every input that is wrong
 */
export function checkInputs({ inputs: expected }: ModelSignature, inputs: ModelTensors): void {
  const fields = expected.flatMap((signature) => faultOf(signature, inputs));
  for (const name of Object.keys(inputs)) {
    if (!expected.some((signature) => signature.name === name))
      fields.push({ field: field(name), description: 'The model has no input of this name.' });
  }
  if (fields.length > 0) throw new AppError('MODEL_INPUT_INVALID', { fields });
}

/**
 * The outputs to compute: all when none is named.
 * @throws AppError MODEL_INPUT_INVALID naming those that the model does not have
 */
export function checkOutputs({ outputs: known }: ModelSignature, names: readonly string[] = []): string[] {
  const all = known.map(({ name }) => name);
  const fields = names
    .filter((name) => !all.includes(name))
    .map((name) => {
      return { field: `outputs[${JSON.stringify(name)}]`, description: 'The model has no such output.' };
    });
  if (fields.length > 0) throw new AppError('MODEL_INPUT_INVALID', { fields });
  return names.length > 0 ? [...new Set(names)] : all;
}

function faultOf(signature: TensorSignature, inputs: ModelTensors): FieldViolation[] {
  const { name } = signature;
  const tensor = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  const description = tensor ? describeFault(signature, tensor) : 'The model needs this input.';
  return description === undefined ? [] : [{ field: field(name), description }];
}

function describeFault(
  { type, dims }: TensorSignature,
  { type: givenType, dims: given, data }: ModelTensor,
): string | undefined {
  if (givenType !== type) return `Its type is ${givenType}; the model takes ${type}.`;
  if (!given.every((dim) => Number.isSafeInteger(dim) && dim >= 0))
    return 'Its sizes must be whole numbers from 0.';
  // A graph that declares no sizes at all looks like one that takes a single number: ONNX Runtime tells them apart.
  const fits =
    dims.length === 0 ||
    (given.length === dims.length && dims.every((dim, index) => dim === -1 || dim === given[index]));
  if (!fits)
    return `Its sizes are [${given.join(', ')}]; the model takes [${dims.join(', ')}], -1 being any.`;
  const bytes = given.reduce((product, dim) => product * dim, elementBytes(type));
  if (data.byteLength !== bytes) return `It has ${data.byteLength} bytes; its sizes need ${bytes}.`;
  return undefined;
}

function field(name: string): string {
  return `inputs[${JSON.stringify(name)}]`;
}
