import type { InferenceSession } from 'onnxruntime-node';
import type { ModelSignature, TensorSignature } from '../model-pool.ts';
import { isTensorType } from '../tensor-types.ts';

/** What a loaded graph takes and gives. @throws Error when it takes or gives anything but tensors of numbers */
export function graphSignature(
  session: Pick<InferenceSession, 'inputMetadata' | 'outputMetadata'>,
): ModelSignature {
  return {
    inputs: session.inputMetadata.map(tensorSignature),
    outputs: session.outputMetadata.map(tensorSignature),
  };
}

function tensorSignature(metadata: InferenceSession.ValueMetadata): TensorSignature {
  const { name } = metadata;
  if (!metadata.isTensor) throw new Error(`"${name}" of the graph is not a tensor`);
  if (!isTensorType(metadata.type)) throw new Error(`"${name}" of the graph has type ${metadata.type}`);
  // A size with a name instead of a number may be any.
  const dims = metadata.shape.map((dim) => (typeof dim === 'number' ? dim : -1));
  return { name, type: metadata.type, dims };
}
