import { InferenceSession, Tensor } from 'onnxruntime-node';
import { fromElements, toElements } from '../../diffusion/graphs/elements.ts';
import type { FloatTensor, Graph } from '../../diffusion/graphs/graph.ts';
import { isTensorType } from '../tensor-types.ts';
import type { LoadGraph } from './graph-messages.ts';
import { graphSignature } from './graph-signature.ts';
import { sessionOptions } from './session-options.ts';

/** Opens a graph in this process. @throws Error when ONNX Runtime refuses it */
export async function openGraph({
  path,
  ...options
}: Pick<LoadGraph, 'path' | 'device' | 'threads'>): Promise<Graph> {
  const session = await InferenceSession.create(path, sessionOptions(options));
  const signature = graphSignature(session);
  const types = new Map(signature.inputs.map(({ name, type }) => [name, type]));
  const tensorOf = (name: string, { dims, data }: FloatTensor): Tensor => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`The graph takes no "${name}".`);
    // Its types know which array goes with which type, those of a type that is a variable do not.
    return new Tensor(type, toElements(type, data) as Uint8Array, dims);
  };
  return {
    signature,
    async run(inputs, outputs) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, tensor]) => [name, tensorOf(name, tensor)]),
      );
      const results = await session.run(feeds, outputs ?? signature.outputs.map(({ name }) => name));
      return Object.fromEntries(
        Object.entries(results).map(([name, { type, dims, data }]) => {
          if (!isTensorType(type)) throw new Error(`"${name}" has type ${type}.`);
          return [name, { dims, data: fromElements(type, data as Float32Array) }];
        }),
      );
    },
    release: () => session.release(),
  };
}
