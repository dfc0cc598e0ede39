import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runFlux } from '../../services/model-serving/src/diffusion/pipelines/flux.ts';
import { readPipelineFolder } from '../../services/model-serving/src/diffusion/pipelines/read-pipeline-folder.ts';
import { tokenWindows } from '../../services/model-serving/src/diffusion/prompt/token-windows.ts';
import { readTokenizer } from '../../services/model-serving/src/diffusion/prompt/tokenizer.ts';
import { createScheduler } from '../../services/model-serving/src/diffusion/schedulers/create-scheduler.ts';
import { readSchedulerConfig } from '../../services/model-serving/src/diffusion/schedulers/read-scheduler-config.ts';
import { openGraphs, tinyModel } from './support/pipeline-graphs.ts';
import { checkPicture, noiseOf, readReference, stepsOf } from './support/reference-case.ts';

describe('flux', async () => {
  const reference = readReference('flux');
  const description = await readPipelineFolder(tinyModel('tiny_flux'));
  const tokenizer = await readTokenizer(join(description.dir, 'tokenizer'));
  const tokenizer2 = await readTokenizer(join(description.dir, 'tokenizer_2'));

  test.each(Object.values(reference.conditioning))('tokens of "$prompt"', ({ prompt, clip_ids, t5_ids }) => {
    expect(tokenWindows(tokenizer, prompt)).toEqual([clip_ids]);
    const { endId, padId } = tokenizer2;
    expect([...tokenizer2.encode(prompt), endId]).toEqual(t5_ids?.filter((id) => id !== padId));
  });

  test.each(reference.cases.map((one) => ({ ...one, name: one.id })))('$name', async (one) => {
    const isDev = one.id.startsWith('dev');
    const transformer = join(
      tinyModel(isDev ? 'tiny_flux_dev' : 'tiny_flux_dynamic'),
      'transformer/model.onnx',
    );
    const { cls, config } = one.scheduler_def;
    const { width, height, steps } = one;
    const noise = noiseOf(one);
    const seen = stepsOf(one);
    const picture = await runFlux(
      {
        ...description,
        graphs: await openGraphs({ ...description.graphs, transformer }),
        tokenizer,
        tokenizer2,
      },
      {
        prompt: reference.conditioning[one.prompt].prompt,
        ...{ width, height, steps, noise },
        guidance: one.guidance_scale,
        scheduler: createScheduler(readSchedulerConfig({ ...config, _class_name: cls }), {
          steps,
          name: undefined,
          imageSequenceLength: one.image_seq_len ?? 0,
        }),
        // Latents are compared as the transformer has them, in tokens.
        onStep: ({ latents, ...step }) => seen.onStep({ ...step, latents }),
        signal: new AbortController().signal,
      },
    );
    seen.checkAllSeen();
    expect(noise.left()).toBe(0);
    checkPicture(picture, one);
  });
});
