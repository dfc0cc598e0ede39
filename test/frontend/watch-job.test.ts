import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { WatchJobResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { Status } from 'nice-grpc';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeBackend } from './support/fake-backend.ts';
import { as, errorOf, startTestFrontend } from './support/frontend.ts';

let backend: Awaited<ReturnType<typeof startFakeBackend>>;
let frontend: Awaited<ReturnType<typeof startTestFrontend>>;
let jobId: string;
beforeEach(async () => {
  backend = await startFakeBackend();
  frontend = await startTestFrontend(backend.address);
  const { job } = await frontend.client.createJob(
    { requestId: 'watched', spec: { text: { content: 'Sale' } } },
    as('kim'),
  );
  jobId = job?.id ?? '';
});
afterEach(async () => {
  await frontend.close();
  await backend.stop();
});

const started = (attempt: number) =>
  ({ $case: 'stepStarted', value: { step: 1, attempt, workerId: 'w' } }) as const;
const finish = () =>
  backend.publish(jobId, {
    $case: 'finished',
    value: { job: { id: jobId, state: JobState.SUCCEEDED } as never },
  });

/** Collects the sequence numbers of a watch until it ends. */
function collect(news: AsyncIterable<WatchJobResponse>) {
  const sequences: number[] = [];
  const end = (async () => {
    for await (const { news: item } of news) if (item?.$case === 'event') sequences.push(item.value.sequence);
  })();
  return { sequences, end };
}

test('replays what came before, follows, and ends OK after the terminal event', async () => {
  backend.publish(jobId, started(1));
  backend.publish(jobId, started(2));
  const watch = collect(frontend.client.watchJob({ jobId }, as('kim')));
  await expect.poll(() => watch.sequences).toEqual([1, 2]);
  backend.publish(jobId, started(3));
  finish();
  await watch.end;
  expect(watch.sequences).toEqual([1, 2, 3, 4]);
  const resumed = collect(frontend.client.watchJob({ jobId, afterSequence: 2 }, as('kim')));
  await resumed.end;
  expect(resumed.sequences).toEqual([3, 4]);
});

test('a Backend that restarts again and again is not seen: no gap, no duplicate, no end', async () => {
  const watches = Array.from({ length: 3 }, () => collect(frontend.client.watchJob({ jobId }, as('kim'))));
  let made = 0;
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 5; i += 1, made += 1) backend.publish(jobId, started(made));
    // In the middle of it: some watchers have seen the last events, some have not.
    await expect.poll(() => watches[0].sequences.length).toBeGreaterThan(round * 6);
    await backend.stop();
    backend.publish(jobId, started((made += 1)));
    await backend.restart();
  }
  finish();
  await Promise.all(watches.map(({ end }) => end));
  const all = Array.from({ length: (backend.events.get(jobId) ?? []).length }, (_, index) => index + 1);
  for (const { sequences } of watches) expect(sequences).toEqual(all);
});

test('errors about the request pass through', async () => {
  const read = (request: { jobId: string }, caller = 'kim') =>
    errorOf(collect(frontend.client.watchJob(request, as(caller))).end);
  const notFound = { code: Status.NOT_FOUND, reason: 'JOB_NOT_FOUND' };
  expect(await read({ jobId: 'Z'.repeat(26) })).toMatchObject(notFound);
  expect(await read({ jobId }, 'lee')).toMatchObject(notFound);
  expect(await read({ jobId: '12' })).toMatchObject({
    code: Status.INVALID_ARGUMENT,
    fields: [{ field: 'job_id' }],
  });
});

test('a Frontend that drains ends its watches UNAVAILABLE at once', async () => {
  backend.publish(jobId, started(1));
  const watch = collect(frontend.client.watchJob({ jobId }, as('kim')));
  const failed = errorOf(watch.end);
  await expect.poll(() => watch.sequences).toEqual([1]);
  const beganMs = performance.now();
  await frontend.server.close();
  expect(performance.now() - beganMs).toBeLessThan(5000);
  expect(await failed).toMatchObject({ code: Status.UNAVAILABLE, reason: 'SHUTTING_DOWN' });
});

test('any number of watchers cost one watch of the Backend', async () => {
  backend.publish(jobId, started(1));
  const early = Array.from({ length: 20 }, () => collect(frontend.client.watchJob({ jobId }, as('kim'))));
  for (const { sequences } of early) await expect.poll(() => sequences).toEqual([1]);
  backend.publish(jobId, started(2));
  await expect.poll(() => early[19].sequences).toEqual([1, 2]);
  const late = collect(frontend.client.watchJob({ jobId, afterSequence: 1 }, as('kim')));
  await expect.poll(() => late.sequences).toEqual([2]);
  expect(backend.calls.filter((call) => call === 'watchJob')).toHaveLength(1);
  finish();
  await Promise.all([...early, late].map(({ end }) => end));
  expect(late.sequences).toEqual([2, 3]);
  for (const { sequences } of early) expect(sequences).toEqual([1, 2, 3]);
});

test('an event that has not been yet cannot be resumed after', async () => {
  backend.publish(jobId, started(1));
  const watch = collect(frontend.client.watchJob({ jobId, afterSequence: 2 }, as('kim')));
  expect(await errorOf(watch.end)).toMatchObject({
    code: Status.OUT_OF_RANGE,
    reason: 'SEQUENCE_OUT_OF_RANGE',
    fields: [{ field: 'after_sequence', description: 'is 2; must be 0 to 1' }],
    metadata: { last_sequence: '1' },
  });
});

test('a watch ends with its deadline', async () => {
  const options = downstream({ caller: 'kim' }, { timeoutMs: 500 });
  const watch = collect(frontend.client.watchJob({ jobId }, options));
  expect(await errorOf(watch.end)).toMatchObject({ reason: 'DEADLINE_EXCEEDED' });
  await expect.poll(() => backend.watching).toBe(0);
});

test('a watcher that leaves ends its watch of the Backend', async () => {
  const leaving = new AbortController();
  const watch = collect(frontend.client.watchJob({ jobId }, { ...as('kim'), signal: leaving.signal }));
  await expect.poll(() => backend.watching).toBe(1);
  leaving.abort();
  await expect(watch.end).rejects.toThrow();
  await expect.poll(() => backend.watching).toBe(0);
});
