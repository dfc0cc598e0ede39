import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPipelineFolder } from '../../services/model-serving/src/diffusion/pipelines/read-pipeline-folder.ts';
import { runStableDiffusion } from '../../services/model-serving/src/diffusion/pipelines/stable-diffusion.ts';
import { tokenWindows } from '../../services/model-serving/src/diffusion/prompt/token-windows.ts';
import { readTokenizer } from '../../services/model-serving/src/diffusion/prompt/tokenizer.ts';
import { createScheduler } from '../../services/model-serving/src/diffusion/schedulers/create-scheduler.ts';
import { readSchedulerConfig } from '../../services/model-serving/src/diffusion/schedulers/read-scheduler-config.ts';
import { openGraphs, tinyModel } from './support/pipeline-graphs.ts';
import {
  checkPicture,
  noiseOf,
  pictureOf,
  type ReferenceCase,
  readReference,
  stepsOf,
} from './support/reference-case.ts';
import { numbersOf } from './support/stored-array.ts';

const FILES = [
  { file: 'sd', model: 'tiny_sd' },
  { file: 'sdxl', model: 'tiny_sdxl' },
  { file: 'sd_controlnet', model: 'tiny_sd', control: 'tiny_sd_controlnet' },
  { file: 'sdxl_controlnet', model: 'tiny_sdxl', control: 'tiny_sdxl_controlnet' },
];

describe.each(FILES)('$file', async ({ file, model, control }) => {
  const reference = readReference(file);
  const description = await readPipelineFolder(tinyModel(model));
  const tokenizer = await readTokenizer(join(description.dir, 'tokenizer'));
  const tokenizer2 =
    description.family === 'sdxl' ? await readTokenizer(join(description.dir, 'tokenizer_2')) : undefined;
  const controlled = control && {
    controlnet: join(tinyModel(control), 'controlnet/model.onnx'),
    unet_control: join(tinyModel(control), 'unet_controlnet/model.onnx'),
  };
  const graphs = await openGraphs({ ...description.graphs, ...controlled });
  const maskOf = ({ mask_latent: mask }: ReferenceCase) =>
    mask && { dims: [1, 1, ...mask.s], data: numbersOf(mask) };

  test.each(Object.values(reference.conditioning))('tokens of "$prompt"', ({ prompt, ids }) => {
    expect(tokenWindows(tokenizer, prompt)).toEqual([ids]);
  });

  test.each(reference.cases.map((one) => ({ ...one, name: one.id })))('$name', async (one) => {
    const { prompt, negative_prompt } = reference.conditioning[one.prompt];
    const { cls, config } = one.scheduler_def;
    const { width, height, steps } = one;
    const noise = noiseOf(one);
    const seen = stepsOf(one);
    const picture = await runStableDiffusion(
      { ...description, graphs, tokenizer, tokenizer2 },
      {
        prompt,
        negativePrompt: negative_prompt ?? undefined,
        ...{ width, height, steps, noise },
        guidance: one.guidance_scale,
        scheduler: createScheduler(readSchedulerConfig({ ...config, _class_name: cls }), {
          steps,
          name: undefined,
          imageSequenceLength: 0,
        }),
        initial:
          one.init_image === undefined
            ? undefined
            : {
                picture: pictureOf(reference, one.init_image, -1),
                strength: one.strength ?? 1,
                posterior: one.vae_posterior ?? 'sample',
                mask: maskOf(one),
              },
        control:
          one.control_image === undefined
            ? undefined
            : {
                picture: pictureOf(reference, one.control_image, 0),
                scale: one.conditioning_scale ?? 1,
                start: one.control_guidance_start ?? 0,
                end: one.control_guidance_end ?? 1,
              },
        onStep: seen.onStep,
        signal: new AbortController().signal,
      },
    );
    seen.checkAllSeen();
    expect(noise.left()).toBe(0);
    checkPicture(picture, one);
  });
});
