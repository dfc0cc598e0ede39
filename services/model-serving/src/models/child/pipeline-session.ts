import { join } from 'node:path';
import { createPipelineGraphs } from '../../diffusion/graphs/create-pipeline-graphs.ts';
import type { MadePicture } from '../../diffusion/picture-job.ts';
import { pictureGraphs } from '../../diffusion/pipelines/picture-graphs.ts';
import { type RunPipelineOptions, runPipeline } from '../../diffusion/pipelines/run-pipeline.ts';
import { readTokenizer } from '../../diffusion/prompt/tokenizer.ts';
import { freeGarbage } from './collect-garbage.ts';
import type { MakePicture, OpenPipeline } from './graph-messages.ts';
import { openGraph } from './open-graph.ts';

/** A pipeline that makes pictures in this process, one at a time. */
export interface OpenedPipeline {
  makePicture(
    message: Pick<MakePicture, 'job' | 'control' | 'keepAll'>,
    options: RunPipelineOptions,
  ): Promise<MadePicture>;
}

/** Reads the tokenizers; graphs are opened by the first picture that needs them. @throws PipelineFault */
export async function openPipeline({
  description,
  device,
  threads,
}: Pick<OpenPipeline, 'description' | 'device' | 'threads'>): Promise<OpenedPipeline> {
  const { dir, family } = description;
  const tokenizer = await readTokenizer(join(dir, 'tokenizer'));
  const tokenizer2 =
    family === 'stable-diffusion' ? undefined : await readTokenizer(join(dir, 'tokenizer_2'));
  const graphs = createPipelineGraphs({ open: (path) => openGraph({ path, device, threads }) });
  return {
    async makePicture({ job, control, keepAll }, options) {
      await graphs.prepare({ paths: pictureGraphs(description.graphs, control), keepAll });
      try {
        return await runPipeline({ description, graphs, tokenizer, tokenizer2 }, job, options);
      } finally {
        if (!keepAll) await graphs.release();
        freeGarbage();
      }
    },
  };
}
