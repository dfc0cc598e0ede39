import { readOnnx } from '../../registry/read-onnx.ts';
import { findGraphs, type GraphPaths } from './find-graphs.ts';
import { PipelineFault } from './pipeline-fault.ts';

/** A ControlNet as its folder has it. */
export interface ControlDescription {
  /** Which models it goes with. */
  family: 'stable-diffusion' | 'sdxl';
  /** Itself, and, in some folders, the UNet that takes what it adds. */
  graphs: GraphPaths;
}

/**
 * Reads a ControlNet's folder. What is a ControlNet is told by what its graph takes, never by a name.
 *
 * @throws PipelineFault saying what is missing
 */
export async function readControlFolder(dir: string): Promise<ControlDescription> {
  const { controlnet, unet_control: unet } = await findGraphs(dir);
  if (controlnet === undefined) throw new PipelineFault('none of its graphs takes a picture to follow');
  return {
    family: readOnnx(controlnet).inputs.includes('time_ids') ? 'sdxl' : 'stable-diffusion',
    graphs: unet === undefined ? { controlnet } : { controlnet, unet_control: unet },
  };
}
