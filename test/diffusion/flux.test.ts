import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../../services/model-serving/src/diffusion/graphs/graph.ts';
import type { GraphRole, PipelineGraphs } from '../../services/model-serving/src/diffusion/graphs/pipeline-graphs.ts';
import { runFlux } from '../../services/model-serving/src/diffusion/pipelines/flux.ts';
import { readTokenizer } from '../../services/model-serving/src/diffusion/prompt/tokenizer.ts';
import { createFlowMatchEuler } from '../../services/model-serving/src/diffusion/schedulers/flow-match-euler.ts';
import { openGraph } from '../../services/model-serving/src/models/child/open-graph.ts';
import { errorOf, numbersOf, rowsOf } from './support/stored-array.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/diffusion/', import.meta.url));
const data = JSON.parse(readFileSync(join(FIXTURES, 'reference/flux.json'), 'utf8'));
const dir = join(FIXTURES, 'models/tiny_flux');

describe('flux', async () => {
  const tokenizer = await readTokenizer(join(dir, 'tokenizer'));
  const tokenizer2 = await readTokenizer(join(dir, 'tokenizer_2'));
  for (const one of data.cases)
    test(one.id, async () => {
      const open = new Map<GraphRole, Promise<Graph>>();
      const transformer = one.id.startsWith('dev') ? 'tiny_flux_dev' : 'tiny_flux_dynamic';
      const graphs: PipelineGraphs = {
        has: () => true,
        async use(role, work) {
          const path = role === 'transformer' ? join(FIXTURES, 'models', transformer, 'transformer/model.onnx') : join(dir, role, 'model.onnx');
          const graph = open.get(role) ?? openGraph({ path, device: { provider: 'cpu', index: 0 }, threads: 2 });
          open.set(role, graph);
          return work(await graph);
        },
      };
      const c = one.scheduler_def.config;
      const cond = data.conditioning[one.prompt];
      expect([...tokenizer2.encode(cond.prompt), tokenizer2.endId]).toEqual(cond.t5_ids.filter((id: number) => id !== tokenizer2.padId));
      const expected = rowsOf(one.latents);
      const seen: number[] = [];
      const scheduler = createFlowMatchEuler({ trainTimesteps: 1000, shift: c.shift, useDynamicShifting: c.use_dynamic_shifting, baseShift: c.base_shift, maxShift: c.max_shift, baseImageSequenceLength: c.base_image_seq_len, maxImageSequenceLength: c.max_image_seq_len }, { steps: one.steps, imageSequenceLength: one.image_seq_len, evenSigmas: true });
      const image = await runFlux({ graphs, tokenizer, tokenizer2, textTokens: 64, channels: 4, scale: { scaling: 0.3611, shift: 0.1159 } }, {
        prompt: cond.prompt, width: one.width, height: one.height, steps: one.steps, guidance: one.guidance_scale, scheduler,
        noise: { draw: () => numbersOf(one.noise.latents) }, signal: new AbortController().signal,
        onStep: ({ latents, done }) => seen.push(errorOf(latents, expected[done - 1])),
      });
      expect(seen).toHaveLength(expected.length);
      expect(Math.max(...seen)).toBeLessThan(1e-4);
      const pixels = numbersOf(one.image);
      let worst = 0; const n = one.height * one.width;
      for (let i = 0; i < n; i++) for (let k = 0; k < 3; k++) worst = Math.max(worst, Math.abs(Math.min(Math.max(image.data[k * n + i] / 2 + 0.5, 0), 1) - pixels[3 * i + k] / 65535));
      expect(worst).toBeLessThan(1e-4);
    });
});
