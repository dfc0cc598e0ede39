import type { JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdClient, createAdClient, type Watched } from '../support/ad-client.ts';
import { childrenOf } from '../support/children-of.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';

let mesh: TestMesh;
let ads: AdClient;
let productId: string;
let seed = 0;

beforeAll(async () => {
  mesh = await startTestMesh();
  ads = createAdClient(mesh.publicAddress);
  productId = (await ads.uploadSample()).id;
});
afterAll(async () => {
  ads?.close();
  await mesh?.end();
});

/** A spec that no job had before: none of its steps is answered from the step cache. */
function newSpec(): Parameters<AdClient['submit']>[0] {
  return {
    product: { imageId: productId },
    text: { content: '특가' },
    output: { width: 512, height: 512 },
    seed: ++seed,
  };
}

function kill(name: string): void {
  const { pid } = mesh.processes[name];
  if (pid) process.kill(pid, 'SIGKILL');
}

/** Does something once, when that step has started. */
function atStep(step: number, act: () => void): (event: JobEvent) => void {
  let done = false;
  return ({ event }) => {
    if (done || event?.$case !== 'stepStarted' || event.value.step !== step) return;
    done = true;
    act();
  };
}

function expectWhole({ events, job }: Watched): void {
  expect(job.state).toBe(JobState.SUCCEEDED);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  const finishedSteps = events.flatMap(({ event }) =>
    event?.$case === 'stepFinished' ? [event.value.step?.number] : [],
  );
  expect(finishedSteps).toEqual([1, 2, 3]);
}

test('a model process killed in mid-step: the step is tried again with its cause, the next job is served', async () => {
  const job = await ads.submit(newSpec());
  const watched = await ads.watch(
    job.id,
    atStep(1, () => {
      for (const pid of childrenOf(mesh.processes['model-serving'].pid)) process.kill(pid, 'SIGKILL');
    }),
  );
  expectWhole(watched);
  const [retrying] = watched.events.flatMap(({ event }) =>
    event?.$case === 'retrying' ? [event.value] : [],
  );
  expect(retrying).toMatchObject({ step: 1, attempt: 1, cause: { reason: 'MODEL_PROCESS_FAILED' } });
  expectWhole(await ads.make(newSpec()));
});

test('Backend killed in mid-step: its watchers notice nothing, finished steps are not done again', async () => {
  const job = await ads.submit(newSpec());
  const watched = await ads.watch(
    job.id,
    atStep(2, () => kill('backend')),
  );
  expect(watched.calls).toBe(1);
  expectWhole(watched);
});

test('ModelServing killed in mid-step: the step is given back without spending an attempt', async () => {
  const job = await ads.submit(newSpec());
  const watched = await ads.watch(
    job.id,
    atStep(1, () => kill('model-serving')),
  );
  expect(watched.calls).toBe(1);
  expectWhole(watched);
  expect(watched.events.some(({ event }) => event?.$case === 'retrying')).toBe(false);
});

test.each(['frontend', 'envoy'])('%s killed: the watch is resumed without gap or duplicate', async (name) => {
  const job = await ads.submit(newSpec());
  const watched = await ads.watch(
    job.id,
    atStep(2, () => kill(name)),
  );
  expect(watched.calls).toBeGreaterThan(1);
  expectWhole(watched);
});

test('a cancelled job stops, the next one is served', async () => {
  const job = await ads.submit(newSpec());
  const watched = await ads.watch(
    job.id,
    atStep(1, () => void ads.client.cancelJob({ jobId: job.id })),
  );
  expect(watched.job.state).toBe(JobState.CANCELLED);
  const again = await ads.client.cancelJob({ jobId: job.id });
  expect(again.job?.state).toBe(JobState.CANCELLED);
  expectWhole(await ads.make(newSpec()));
});
