import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { as } from './backend-process.ts';
import { honestStep, progress, type SeenStep } from './fake-model-serving.ts';
import { createJob, jobRequest } from './requests.ts';
import { type BackendWithModels, startBackendWithModels } from './start-with-models.ts';

const CAPACITY = 40;

let mesh: BackendWithModels;
let endless: PromiseWithResolvers<void>;

/** One slot, held by a job until the test lets go. */
beforeEach(async () => {
  mesh = await startBackendWithModels({ slots: 1, queueCapacity: CAPACITY });
  endless = Promise.withResolvers();
  const begun = Promise.withResolvers<void>();
  mesh.models.behave(async function* held(seen: SeenStep) {
    yield progress(0.1);
    begun.resolve();
    await endless.promise;
    yield* honestStep(seen);
  });
  await createJob(mesh.backend, { seed: 0, stopStep: 1 });
  await begun.promise;
});
afterEach(async () => {
  endless.resolve();
  await mesh.stop();
});

/** Passing news of a job, as it comes. */
function follow(jobId: string, caller: string) {
  const heard: JobProgress[] = [];
  const stop = new AbortController();
  const watch = async (): Promise<void> => {
    const options = { ...as(caller), signal: stop.signal };
    for await (const { news } of mesh.backend.client.watchJob({ jobId, afterSequence: 0 }, options)) {
      if (news?.$case === 'progress') heard.push(news.value);
    }
  };
  const ended = watch().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return { heard, ended, stop: () => stop.abort() };
}

const seconds = ({ eta }: JobProgress): number => (eta ? eta.seconds + eta.nanos / 1e9 : Number.NaN);

test('a watcher of a waiting job hears position and time left at once, again when they change, and always a time', async () => {
  for (const seed of [1, 2]) await createJob(mesh.backend, { seed }, 'a');
  const { id } = await createJob(mesh.backend, { seed: 3, stopStep: 1 }, 'a');
  const { heard, ended } = follow(id, 'a');
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  expect(heard[0]).toMatchObject({
    step: 0,
    queuePosition: 2,
    message: '2 jobs are before it in the queue.',
  });
  expect(seconds(heard[0])).toBeGreaterThan(0);
  // Another caller's job takes its turn before this caller's second.
  await createJob(mesh.backend, { seed: 4 }, 'b');
  await expect.poll(() => heard.at(-1)?.queuePosition).toBe(3);
  endless.resolve();
  await ended;
  expect(heard.at(-1)?.step).toBe(1);
  for (const news of heard) expect(seconds(news)).not.toBeNaN();
  expect(heard.filter(({ step }) => step === 1).every(({ stepEta }) => stepEta)).toBe(true);
});

test('callers take turns, priority counts among the jobs of one caller, and the queued event says how many are before', async () => {
  const create = async (caller: string, seed: number, priority = 0): Promise<string> => {
    const request = { ...jobRequest({ seed, stopStep: 1 }), priority };
    const { job } = await mesh.backend.client.createJob(request, as(caller));
    return job?.id ?? '';
  };
  const ids = [await create('a', 1), await create('a', 2), await create('a', 3, 9), await create('b', 4)];
  const callers = ['a', 'a', 'a', 'b'];
  const positions: (number | undefined)[] = [];
  for (const [index, jobId] of ids.entries()) {
    const stop = new AbortController();
    const options = { ...as(callers[index]), signal: stop.signal };
    for await (const { news } of mesh.backend.client.watchJob({ jobId, afterSequence: 0 }, options)) {
      if (news?.$case !== 'event' || news.value.event?.$case !== 'queued') continue;
      positions.push(news.value.event.value.queuePosition);
      break;
    }
    stop.abort();
  }
  expect(positions).toEqual([0, 1, 0, 1]);
  endless.resolve();
  await expect.poll(() => mesh.models.seen.length, { timeout: 30_000 }).toBe(5);
  expect(mesh.models.seen.map(({ task }) => task.spec?.seed)).toEqual([0, 3, 4, 1, 2]);
});

test('ten times more jobs than fit: what fits is taken, the rest is told when to come back', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 10 * CAPACITY }, (_, seed) =>
      mesh.backend.client.createJob(jobRequest({ seed: 1 + seed, stopStep: 1 }), as(`caller ${seed % 20}`)),
    ),
  );
  const accepted = answers.flatMap((answer) =>
    answer.status === 'fulfilled' ? (answer.value.job ?? []) : [],
  );
  expect(accepted).toHaveLength(CAPACITY);
  for (const answer of answers) {
    if (answer.status === 'fulfilled') continue;
    const refusal = fromClientError(answer.reason);
    expect(refusal?.reason).toBe('QUEUE_FULL');
    expect(refusal?.retryAfterMs).toBeGreaterThan(0);
  }
  const { status } = await mesh.backend.client.getServerStatus({}, as('local'));
  expect(status).toMatchObject({ queuedJobs: CAPACITY, runningJobs: 1 });
  mesh.models.behave(honestStep);
  endless.resolve();
  for (const { id, caller } of accepted) await follow(id, caller).ended;
  expect(new Set(mesh.models.seen.map(({ task }) => task.spec?.seed)).size).toBe(CAPACITY + 1);
});

test('a watcher of a running step that is silent sees it become overdue', async () => {
  const { backend } = mesh;
  const { jobs } = await backend.client.listJobs({ pageSize: 1 }, as('local'));
  const { heard, stop, ended } = follow(jobs[0].id, 'local');
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThan(2);
  const stepEtas = heard.map(({ stepEta }) => (stepEta ? stepEta.seconds + stepEta.nanos / 1e9 : Number.NaN));
  expect(stepEtas).toEqual([...stepEtas].sort((a, b) => b - a));
  expect(stepEtas[0] - stepEtas[2]).toBeGreaterThan(0.9);
  expect(heard.every(({ fraction }) => fraction === heard[0].fraction)).toBe(true);
  stop();
  await ended;
});
