import { type FloatTensor, type Graph, single } from '../graphs/graph.ts';
import type { ControlPicture } from './picture-request.ts';

/** What a ControlNet adds inside of the UNet, in the order of its outputs: the UNet's further inputs are in the same one. */
export interface ControlResiduals {
  at(index: number, inputs: Readonly<Record<string, FloatTensor>>): Promise<FloatTensor[]>;
}

/**
 * Runs a ControlNet beside the UNet. Graphs that take no scale get their outputs multiplied here.
 *
 * @param rows Rows of a call; every row gets the same picture.
 * @param steps Steps in all, of which `start` and `end` are parts.
 */
export function createControlResiduals(
  graph: Graph,
  { picture, scale, start, end }: ControlPicture,
  { rows, steps }: { rows: number; steps: number },
): ControlResiduals {
  const { inputs: wanted, outputs } = graph.signature;
  const scaleInput = wanted.find(({ name }) => name === 'conditioning_scale');
  const condition = repeat(picture, rows);
  let zeros: FloatTensor[] | undefined;
  return {
    async at(index, inputs) {
      const isActive = index / steps >= start && (index + 1) / steps <= end;
      if (!isActive && zeros !== undefined) return zeros;
      const factor = isActive ? scale : 0;
      const feeds = Object.fromEntries(
        wanted.flatMap(({ name }) => (inputs[name] === undefined ? [] : [[name, inputs[name]]])),
      );
      feeds.controlnet_cond = condition;
      if (scaleInput !== undefined) feeds.conditioning_scale = single(factor, scaleInput.dims);
      const result = await graph.run(feeds);
      const residuals = outputs.map(({ name }) => {
        const { dims, data } = result[name];
        return { dims, data: scaleInput === undefined ? data.map((value) => value * factor) : data };
      });
      if (!isActive) zeros = residuals;
      return residuals;
    },
  };
}

function repeat({ dims, data }: FloatTensor, rows: number): FloatTensor {
  const repeated = new Float32Array(rows * data.length);
  for (let row = 0; row < rows; row++) repeated.set(data, row * data.length);
  return { dims: [rows, ...dims.slice(1)], data: repeated };
}
