import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODELS_DIR } from '../../scripts/setup/ensure-model.mjs';
import { type AdClient, createAdClient } from '../support/ad-client.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';

let mesh: TestMesh;
let ads: AdClient;
let modelsDir: string;
beforeAll(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'nanococoa-models-'));
  await cp(join(MODELS_DIR, 'u2netp'), join(modelsDir, 'u2netp'), { recursive: true });
  // Two slots, and memory for one of these steps and its model at a time: 320 MiB are the service's own.
  const settings = {
    MODEL_SERVING_MODELS_DIR: modelsDir,
    MODEL_SERVING_SLOTS: '2',
    MODEL_SERVING_MEMORY_MB: '1024',
  };
  mesh = await startTestMesh({ env: { 'model-serving': settings } });
  ads = createAdClient(mesh.publicAddress);
}, 60_000);
afterAll(async () => {
  ads.close();
  await mesh.end();
  await rm(modelsDir, { recursive: true });
});

async function worker() {
  const { status } = await ads.client.getServerStatus({});
  return status?.workers[0];
}

test('jobs that do not fit into the memory together are made one after another, and none fails', async () => {
  const { id } = await ads.uploadSample();
  const jobs = await Promise.all(
    [1, 2, 3].map((seed) =>
      ads.make({
        ...{ product: { imageId: id }, background: { prompt: 'walnut table' } },
        ...{ output: { width: 512, height: 512 }, stopStep: 1, seed },
      }),
    ),
  );
  for (const { job, events } of jobs) {
    expect(job.state).toBe(JobState.SUCCEEDED);
    expect(job.steps[0].models).toEqual(['u2netp']);
    expect(events.filter(({ event }) => event?.$case === 'retrying')).toEqual([]);
  }
  const memory = (await worker())?.memory;
  expect(memory?.budgetBytes).toBe(2 ** 30);
  expect(memory?.reservedBytes).toBeLessThanOrEqual(2 ** 30);
  expect(memory?.entries.map(({ name }) => name)).toContain('pixels 1');
});

test('a model that is installed or removed is known to all without a restart', async () => {
  const ids = async () => (await worker())?.models.map((model) => model.id);
  expect(await ids()).toEqual(['u2netp']);

  const staged = join(modelsDir, '.staging', 'another');
  await mkdir(staged, { recursive: true });
  await cp(join(modelsDir, 'u2netp'), staged, { recursive: true });
  const manifest = (await import(join(staged, 'manifest.json'), { with: { type: 'json' } })).default;
  await writeFile(join(staged, 'manifest.json'), JSON.stringify({ ...manifest, id: 'another' }));
  await rename(staged, join(modelsDir, 'another'));
  await expect.poll(ids, { timeout: 10_000 }).toEqual(['another', 'u2netp']);

  await rm(join(modelsDir, 'another'), { recursive: true });
  await expect.poll(ids, { timeout: 10_000 }).toEqual(['u2netp']);
});
