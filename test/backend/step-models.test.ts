import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as } from './backend-process.ts';
import { ENGINE_DIGEST } from './fake-model-serving.ts';
import { createJob, watchEvents } from './requests.ts';
import { type BackendWithModels, startBackendWithModels } from './start-with-models.ts';

let mesh: BackendWithModels;
beforeAll(async () => {
  mesh = await startBackendWithModels({ slots: 1, engineDigest: ENGINE_DIGEST });
});
afterAll(() => mesh.stop());

/** An ad without copy, whose background a model makes. */
const painted = {
  text: undefined,
  background: { prompt: 'oak', engine: 'diffusion', model: 'sdxl' },
  seed: 77,
};
const SDXL = { id: 'sdxl', sha256: 'a', family: 'sdxl', tasks: ['text_to_image'] };
const catalogue = async () => {
  const { workers } = await mesh.backend.client.getCatalogue({}, as('local'));
  return workers.map(({ id, models }) => [id, models.map((model) => model.id)]);
};

test('a step waits for a worker that has its models; its result is kept under their digests', async () => {
  const { id: jobId } = await createJob(mesh.backend, painted);
  // One that needs no model overtakes it.
  const { id: other } = await createJob(mesh.backend, {
    ...painted,
    background: { prompt: 'oak' },
    seed: 78,
  });
  await watchEvents(mesh.backend, other);
  const waiting = await mesh.backend.client.getJob({ jobId }, as('local'));
  expect(waiting.job?.state).toBe(JobState.QUEUED);
  expect(mesh.models.seen.map(({ task }) => task.spec?.seed)).toEqual([78]);

  const leave = mesh.models.register(mesh.backend.port, 1, 'worker-2', ENGINE_DIGEST, [SDXL]);
  await watchEvents(mesh.backend, jobId);
  const { job } = await mesh.backend.client.getJob({ jobId }, as('local'));
  expect(job?.state).toBe(JobState.SUCCEEDED);
  expect(mesh.models.seen.at(-1)?.task.spec?.background).toMatchObject({
    engine: 'diffusion',
    model: 'sdxl',
  });
  expect(await catalogue()).toEqual([
    ['worker-1', []],
    ['worker-2', ['sdxl']],
  ]);

  const steps = mesh.models.seen.length;
  const again = await createJob(mesh.backend, painted);
  await watchEvents(mesh.backend, again.id);
  expect((await mesh.backend.client.getJob({ jobId: again.id }, as('local'))).job?.steps[0].cached).toBe(
    true,
  );
  leave();
  await expect.poll(catalogue).toEqual([['worker-1', []]]);
  mesh.models.register(mesh.backend.port, 1, 'worker-2', ENGINE_DIGEST, [{ ...SDXL, sha256: 'b' }]);
  await expect.poll(async () => (await catalogue()).length).toBe(2);
  const anew = await createJob(mesh.backend, painted);
  await watchEvents(mesh.backend, anew.id);
  expect((await mesh.backend.client.getJob({ jobId: anew.id }, as('local'))).job?.steps[0].cached).toBe(
    false,
  );
  expect(mesh.models.seen).toHaveLength(steps + 1);
});
