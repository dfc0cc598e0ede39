import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { ModelServingServiceDefinition } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, expect, test } from 'vitest';
import { childrenOf } from '../support/children-of.ts';
import { isAlive } from '../support/is-alive.ts';
import { MAIN, startServiceProcess, TEST_MAIN } from './service-process.ts';
import { knownError, runTask, task, untilProgress } from './step-call.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('one second after the service was killed none of its children is left', async () => {
  const service = await startServiceProcess(closing, MAIN);
  await until('both children run', () => childrenOf(service.pid).length === 2);
  const children = childrenOf(service.pid);
  service.process.kill('SIGKILL');
  for (const pid of children) {
    await until(`child ${pid} is gone`, () => !isAlive(pid), 1000);
  }
});

test('even children inside an inference or a loop end with a service that was killed', async () => {
  const service = await startServiceProcess(closing, TEST_MAIN, { MODEL_SERVING_SLOTS: '2' });
  const rpc = createRpcClient(ModelServingServiceDefinition, { address: service.address });
  closing.push(() => rpc.close());
  const calls = [];
  for (const act of ['block', 'infer on and on']) {
    calls.push(await untilProgress(runTask(rpc.client, task(act))));
  }
  const children = childrenOf(service.pid);
  expect(children).toHaveLength(3);
  service.process.kill('SIGKILL');
  for (const pid of children) {
    await until(`child ${pid} is gone`, () => !isAlive(pid), 1000);
  }
  for (const { rest } of calls) expect(knownError(await rest).reason).toBe('UNAVAILABLE');
});

test('SIGTERM ends the service with exit code 0, its children with it', async () => {
  const service = await startServiceProcess(closing, MAIN);
  await until('both children run', () => childrenOf(service.pid).length === 2);
  const children = childrenOf(service.pid);
  service.process.kill('SIGTERM');
  const [code] = await once(service.process, 'exit');
  expect(code).toBe(0);
  for (const pid of children) expect(isAlive(pid)).toBe(false);
  // What was measured may be kept, and nothing is half made.
  const left = (await readdir(service.cacheDir)).filter((file) => file !== 'memory-estimates.json');
  expect(left).toEqual([]);
});

test('a wrong configuration is said with every fault, and nothing starts', async () => {
  const starting = startServiceProcess(closing, MAIN, {
    MODEL_SERVING_SLOTS: '65',
    MODEL_SERVING_LISTEN: 'here',
  });
  await expect(starting).rejects.toThrow(/MODEL_SERVING_LISTEN is "here".*MODEL_SERVING_SLOTS is "65"/);
});

test('it listens and serves without Backend', async () => {
  const service = await startServiceProcess(closing, MAIN);
  const rpc = createRpcClient(ModelServingServiceDefinition, { address: service.address });
  closing.push(() => rpc.close());
  const call = rpc.client.runStep((async function* () {})());
  await expect(call[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    details: 'The first message must be the task.',
  });
});
