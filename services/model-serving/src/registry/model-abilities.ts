import { dirname, join } from 'node:path';
import type { GraphPaths } from '../diffusion/pipelines/find-graphs.ts';
import { PipelineFault } from '../diffusion/pipelines/pipeline-fault.ts';
import { readControlFolder } from '../diffusion/pipelines/read-control-folder.ts';
import { type PipelineDescription, readPipelineFolder } from '../diffusion/pipelines/read-pipeline-folder.ts';
import type { ModelManifest } from './manifest.ts';
import type { GraphSize, ModelAbilities } from './model-registry.ts';
import { NotOnnx, type OnnxSummary, readOnnx } from './read-onnx.ts';

/** Finds what a model can do from what lies in its folder. @throws errors of the file system */
export async function readAbilities(
  dir: string,
  { task, files }: Pick<ModelManifest, 'task' | 'files'>,
): Promise<ModelAbilities> {
  try {
    if (task === 'text-to-image') {
      const pipeline = await readPipelineFolder(dir);
      const { family, graphs } = pipeline;
      return { family, tasks: pipelineTasks(pipeline), pipeline, graphSizes: sizesOf(graphs, dir, files) };
    }
    if (task === 'control') {
      const control = await readControlFolder(dir);
      const graphSizes = sizesOf(control.graphs, dir, files);
      return { family: control.family, tasks: ['control'], control, graphSizes };
    }
    return { family: '', tasks: [task] };
  } catch (error) {
    if (!(error instanceof PipelineFault) && !(error instanceof NotOnnx)) throw error;
    return { family: '', tasks: [], fault: error.message };
  }
}

/** Without its encoder a VAE turns no picture into a latent, to start from or to keep. */
function pipelineTasks({ graphs }: PipelineDescription): ModelAbilities['tasks'] {
  if (graphs.vae_encoder === undefined) return ['text_to_image'];
  return ['text_to_image', 'image_to_image', 'inpainting'];
}

/** FLOAT and FLOAT16 of onnx.proto3, and its types of 8 and 4 bits. */
const [FLOAT, FLOAT16, ...SMALL] = [1, 10, 2, 3, 21, 22];

function sizesOf(graphs: GraphPaths, dir: string, files: ModelManifest['files']): GraphSize[] {
  const bytesOf = new Map(files.map(({ path, sizeBytes }) => [join(dir, path), sizeBytes]));
  return Object.values(graphs).map((path) => {
    const summary = readOnnx(path);
    const paths = [path, ...summary.externalLocations.map((location) => join(dirname(path), location))];
    const sizeBytes = paths.reduce((sum, each) => sum + (bytesOf.get(each) ?? 0), 0);
    return { path, sizeBytes, isHalf: isHalf(summary) };
  });
}

function isHalf({ weightTypes }: OnnxSummary): boolean {
  const count = (type: number) => weightTypes.get(type) ?? 0;
  const others = [FLOAT, ...SMALL].reduce((sum, type) => sum + count(type), 0);
  return count(FLOAT16) > others;
}
