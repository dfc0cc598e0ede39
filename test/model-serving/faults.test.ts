import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { afterEach, expect, test } from 'vitest';
import { isAlive } from '../support/is-alive.ts';
import { bestOf } from './best-of.ts';
import { serve } from './serve.ts';
import { collect, errorOf, knownError, runTask, task, untilProgress } from './step-call.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A step is stopped this long after its call has ended; targets.md. */
const CANCEL_MS = 250;

type Serving = Awaited<ReturnType<typeof serve>>;

async function expectServes({ client }: Serving): Promise<void> {
  expect((await collect(runTask(client, task('echo')))).result.toString()).toBe('none');
}

test('a worker killed in mid-step fails the step with its cause, and the next step is served', async () => {
  const serving = await serve(closing);
  const [worker = 0] = serving.service.workerPids();
  const { rest } = await untilProgress(runTask(serving.client, task('block')));
  process.kill(worker, 'SIGKILL');
  const error = knownError(await rest);
  expect(error.reason).toBe('MODEL_PROCESS_FAILED');
  expect(error.metadata).toEqual({ retriable: 'true', cause: 'signal SIGKILL' });
  await expectServes(serving);
});

test('a worker that ends by itself fails the step with its exit code', async () => {
  const serving = await serve(closing);
  const error = await errorOf(runTask(serving.client, task('exit')));
  expect(error.metadata).toEqual({ retriable: 'true', cause: 'exit code 7' });
  await expectServes(serving);
});

test('a model process killed in mid-inference fails the step, and the next step is served', async () => {
  const serving = await serve(closing);
  const { client, service } = serving;
  const { rest } = await untilProgress(runTask(client, task('infer on and on')));
  let error: unknown;
  void rest.then((reason) => {
    error = reason;
  });
  // One that was killed between two inferences is replaced, and nothing fails.
  await until('the step fails', () => {
    for (const pid of service.modelPids()) process.kill(pid, 'SIGKILL');
    return error !== undefined;
  });
  expect(knownError(error).reason).toBe('MODEL_PROCESS_FAILED');
  expect(knownError(error).metadata).toEqual({
    retriable: 'true',
    cause: 'signal SIGKILL, probably for want of memory',
  });
  await expectServes(serving);
});

test('a hung step is ended and may be tried again', async () => {
  const serving = await serve(closing, { config: { stepSilenceMs: 2000 } });
  const error = await errorOf(runTask(serving.client, task('silent')));
  expect(error.metadata).toEqual({ retriable: 'true', cause: 'no progress for 2000 ms' });
  // On a busy machine the new worker may start for longer than that, and the next try finds it warm.
  await until('the next step is served', () =>
    expectServes(serving).then(
      () => true,
      () => false,
    ),
  );
});

test.each(['block', 'infer on and on', 'show on and on'])(
  'a cancelled step is gone in time: %s',
  async (act) => {
    const serving = await serve(closing);
    const { client, service } = serving;
    const cancelMs = await bestOf(CANCEL_MS, async () => {
      const stop = new AbortController();
      const { rest } = await untilProgress(runTask(client, task(act), [], { call: { signal: stop.signal } }));
      // Where it is done; a process that stops by itself is kept.
      const pids = { block: service.workerPids(), 'infer on and on': service.modelPids() }[act] ?? [];
      const startMs = performance.now();
      stop.abort();
      await until('the step is over', () => service.busySlots() === 0);
      const tookMs = performance.now() - startMs;
      for (const pid of pids) await until('the process is gone', () => !isAlive(pid));
      await rest;
      return tookMs;
    });
    expect(cancelMs).toBeLessThan(CANCEL_MS);
    await expectServes(serving);
  },
);

test('a step that stops when asked keeps its warm process', async () => {
  const serving = await serve(closing);
  const pids = serving.service.workerPids();
  const stop = new AbortController();
  const call = runTask(serving.client, task('stop when asked'), [], { call: { signal: stop.signal } });
  const { rest } = await untilProgress(call);
  stop.abort();
  await rest;
  await until('the slot is free', () => serving.service.busySlots() === 0);
  await expectServes(serving);
  expect(serving.service.workerPids()).toEqual(pids);
});

test('a deadline stops the work, too', async () => {
  const serving = await serve(closing);
  const { client, service } = serving;
  const stopMs = await bestOf(CANCEL_MS, async () => {
    const call = runTask(client, task('block'), [], { call: downstream({}, { timeoutMs: 300 }) });
    expect((await errorOf(call)).reason).toBe('DEADLINE_EXCEEDED');
    return await until('the slot is free', () => service.busySlots() === 0);
  });
  expect(stopMs).toBeLessThan(CANCEL_MS);
  await expectServes(serving);
});

test('a missing model is said with the way to get it', async () => {
  const serving = await serve(closing, { config: { modelsDir: '/nowhere' } });
  const error = await errorOf(runTask(serving.client, task('infer once')));
  expect(error.reason).toBe('MODEL_MISSING');
  expect(error.message).toContain('npm start');
  await expectServes(serving);
});

test('a shutdown gives running steps back and ends all children', async () => {
  const serving = await serve(closing);
  const pids = [...serving.service.workerPids(), ...serving.service.modelPids()];
  const { rest } = await untilProgress(runTask(serving.client, task('block')));
  await serving.service.close();
  expect(knownError(await rest).reason).toBe('SHUTTING_DOWN');
  for (const pid of pids) expect(isAlive(pid)).toBe(false);
});
