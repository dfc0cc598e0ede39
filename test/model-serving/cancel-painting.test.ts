import { rm } from 'node:fs/promises';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, expect, test } from 'vitest';
import { installTinyPipelines } from '../support/install-tiny-pipelines.ts';
import { isAlive } from '../support/is-alive.ts';
import { bestOf } from './best-of.ts';
import { serve } from './serve.ts';
import { runTask } from './step-call.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A step is stopped this long after its call has ended. */
const CANCEL_MS = 250;

test('a step that is cancelled in mid-denoising frees its slot in time, and the model’s memory', async () => {
  const modelsDir = await installTinyPipelines(['tiny_sd']);
  closing.push(() => rm(modelsDir, { recursive: true }));
  const { client, service } = await serve(closing, { realSteps: true, config: { modelsDir } });
  const spec = AdSpec.fromPartial({
    background: { prompt: 'a table', engine: 'diffusion', model: 'tiny_sd', steps: 50 },
    ...{ output: { width: 320, height: 320 }, seed: 1 },
  });
  const cancelMs = await bestOf(CANCEL_MS, async () => {
    const stop = new AbortController();
    const denoising = Promise.withResolvers<void>();
    const call = (async () => {
      const task = StepTask.fromPartial({ step: 1, spec });
      for await (const { part } of runTask(client, task, [], { call: { signal: stop.signal } }))
        if (part?.$case === 'progress' && /: step [2-9] of/.test(part.value.message)) denoising.resolve();
    })().catch((error: unknown) => {
      denoising.reject(error);
    });
    await denoising.promise;
    const pids = service.modelPids();
    const startMs = performance.now();
    stop.abort();
    await until('the step is over', () => service.busySlots() === 0);
    const tookMs = performance.now() - startMs;
    await call;
    // The spare process and one that stopped by itself live; whatever made the picture is gone or idle, and is ended.
    await until('the model is unloaded', () => pids.filter((pid) => isAlive(pid)).length <= 1);
    return tookMs;
  });
  expect(cancelMs).toBeLessThan(CANCEL_MS);
});
