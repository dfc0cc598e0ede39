import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { FloatTensor, Graph } from '../../services/model-serving/src/diffusion/graphs/graph.ts';
import type { GraphRole, PipelineGraphs } from '../../services/model-serving/src/diffusion/graphs/pipeline-graphs.ts';
import type { NoiseSource } from '../../services/model-serving/src/diffusion/latents/noise.ts';
import { runStableDiffusion } from '../../services/model-serving/src/diffusion/pipelines/stable-diffusion.ts';
import { readTokenizer } from '../../services/model-serving/src/diffusion/prompt/tokenizer.ts';
import { createDdim } from '../../services/model-serving/src/diffusion/schedulers/ddim.ts';
import { createDpmSolver2m } from '../../services/model-serving/src/diffusion/schedulers/dpm-solver-2m.ts';
import { createEuler } from '../../services/model-serving/src/diffusion/schedulers/euler.ts';
import { createEulerAncestral } from '../../services/model-serving/src/diffusion/schedulers/euler-ancestral.ts';
import { createLcm } from '../../services/model-serving/src/diffusion/schedulers/lcm.ts';
import { createPndm } from '../../services/model-serving/src/diffusion/schedulers/pndm.ts';
import { openGraph } from '../../services/model-serving/src/models/child/open-graph.ts';
import { errorOf, numbersOf, rowsOf, type StoredArray } from './support/stored-array.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/diffusion/', import.meta.url));
const MAKERS: any = { ddim: createDdim, pndm: createPndm, euler: createEuler, euler_a: createEulerAncestral, dpmpp_2m: createDpmSolver2m, dpmpp_2m_karras: createDpmSolver2m, lcm: createLcm };

function graphsOf(dir: string, over: Partial<Record<GraphRole, string>> = {}): PipelineGraphs {
  const open = new Map<GraphRole, Promise<Graph>>();
  return {
    has: () => true,
    async use(role, work) {
      const path = over[role] ?? join(dir, role, 'model.onnx');
      const graph = open.get(role) ?? openGraph({ path, device: { provider: 'cpu', index: 0 }, threads: 2 });
      open.set(role, graph);
      return work(await graph);
    },
  };
}

for (const [file, model, control] of [['sd', 'tiny_sd', ''], ['sdxl', 'tiny_sdxl', ''], ['sd_controlnet', 'tiny_sd', 'tiny_sd_controlnet'], ['sdxl_controlnet', 'tiny_sdxl', 'tiny_sdxl_controlnet']] as const) {
  const data = JSON.parse(readFileSync(join(FIXTURES, 'reference', `${file}.json`), 'utf8'));
  const dir = join(FIXTURES, 'models', model);
  describe(file, async () => {
    const graphs = graphsOf(dir, control ? { controlnet: join(FIXTURES, 'models', control, 'controlnet/model.onnx'), unet: join(FIXTURES, 'models', control, 'unet_controlnet/model.onnx') } : {});
    const tokenizer = await readTokenizer(join(dir, 'tokenizer'));
    const tokenizer2 = file.startsWith('sdxl') ? await readTokenizer(join(dir, 'tokenizer_2')) : undefined;
    test.each(data.cases.map((one: any) => [one.id, one]))('%s', async (_, one: any) => {
      const c = one.scheduler_def.config;
      const schedule = { trainTimesteps: 1000, betaStart: c.beta_start, betaEnd: c.beta_end, betaSchedule: c.beta_schedule, predictionType: c.prediction_type ?? 'epsilon', timestepSpacing: c.timestep_spacing ?? 'leading', stepsOffset: c.steps_offset ?? 0, setAlphaToOne: c.set_alpha_to_one ?? true, useKarrasSigmas: c.use_karras_sigmas ?? false, originalInferenceSteps: 50, timestepScaling: 10 };
      const noise = one.noise;
      const queue: Float32Array[] = [noise.vae, noise.base, noise.latents].filter(Boolean).filter((s: any) => !(s === noise.vae && one.vae_posterior === 'mode')).map(numbersOf);
      if (noise.steps) queue.push(...rowsOf(noise.steps));
      const source: NoiseSource = { draw: () => { const n = queue.shift(); if (!n) throw new Error('no noise'); return n; } };
      const picture = (name: string, from: number, to: number): FloatTensor => {
        const stored: StoredArray = data.pictures[name]; const [h, w] = stored.s; const v = numbersOf(stored);
        const out = new Float32Array(3 * h * w);
        for (let i = 0; i < h * w; i++) for (let k = 0; k < 3; k++) out[k * h * w + i] = from + (v[3 * i + k] / 255) * (to - from);
        return { dims: [1, 3, h, w], data: out };
      };
      const expected = rowsOf(one.latents);
      const seen: number[] = [];
      const cond = data.conditioning[one.prompt];
      const image = await runStableDiffusion({ graphs, tokenizer, tokenizer2, scale: { scaling: model === 'tiny_sd' ? 0.18215 : JSON.parse(readFileSync(join(dir, 'vae_decoder/config.json'), 'utf8')).scaling_factor, shift: 0 }, emptyPromptIsZero: true, channels: 4, guidanceEmbedding: undefined }, {
        prompt: cond.prompt, negativePrompt: cond.negative_prompt ?? undefined, width: one.width, height: one.height, steps: one.steps,
        scheduler: MAKERS[one.scheduler === 'euler_karras' ? 'euler' : one.scheduler](schedule, one.steps), guidance: one.guidance_scale,
        initial: one.init_image ? { picture: picture(one.init_image, -1, 1), strength: one.strength, posterior: one.vae_posterior, mask: one.mask_image ? { dims: one.mask_latent.s, data: numbersOf(one.mask_latent) } : undefined } : undefined,
        control: one.control_image ? { picture: picture(one.control_image, 0, 1), scale: one.conditioning_scale, start: one.control_guidance_start, end: one.control_guidance_end } : undefined,
        noise: source, signal: new AbortController().signal,
        onStep: ({ latents, done }) => seen.push(errorOf(latents, expected[done - 1])),
      });
      expect(seen).toHaveLength(expected.length);
      expect(Math.max(...seen)).toBeLessThan(1e-4);
      const pixels = numbersOf(one.image);
      let worst = 0; const n = one.height * one.width;
      for (let i = 0; i < n; i++) for (let k = 0; k < 3; k++) worst = Math.max(worst, Math.abs(Math.min(Math.max(image.data[k * n + i] / 2 + 0.5, 0), 1) - pixels[3 * i + k] / 65535));
      expect(worst).toBeLessThan(1e-4);
      expect(queue).toHaveLength(0);
    });
  });
}
