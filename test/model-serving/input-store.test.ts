import { randomBytes } from 'node:crypto';
import { InputRole, type StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, expect, test } from 'vitest';
import { serve } from './serve.ts';
import { collect, errorOf, runTask, type StepClient, type StepInputs, task } from './step-call.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const ECHO: StepTask = task('echo');
const ECHO_3: StepTask = { ...ECHO, step: 3 };
const MIB = 2 ** 20;

async function echo(client: StepClient, stepTask: StepTask, inputs: StepInputs) {
  const { accepted, result, done } = await collect(runTask(client, stepTask, inputs));
  return { wanted: accepted.wanted, result, done };
}

test('an input crosses the wire once; a second step gets the same bytes', async () => {
  const { client } = await serve(closing);
  const photo = randomBytes(700_001);
  for (const wanted of [[InputRole.PRODUCT], [], []]) {
    const made = await echo(client, ECHO, [[InputRole.PRODUCT, photo]]);
    expect(made.wanted).toEqual(wanted);
    expect(made.result.equals(photo)).toBe(true);
  }
});

test("a step's result is not asked for when a later step takes it; other inputs are, in order", async () => {
  const { client } = await serve(closing);
  const photo = randomBytes(300_000);
  const mask = randomBytes(1000);
  const text = randomBytes(2000);
  const { result } = await echo(client, ECHO, [[InputRole.PRODUCT, photo]]);
  const made = await echo(client, ECHO_3, [
    [InputRole.BACKGROUND, result],
    [InputRole.PRODUCT_MASK, mask],
    [InputRole.TEXT, text],
  ]);
  expect(made.wanted).toEqual([InputRole.PRODUCT_MASK, InputRole.TEXT]);
  expect(made.result.equals(photo)).toBe(true);
});

test('steps at once may both want the same input, and both get it whole', async () => {
  const { client } = await serve(closing, { config: { slots: 3 } });
  const photo = randomBytes(5 * MIB);
  const made = await Promise.all(
    Array.from({ length: 3 }, () => echo(client, ECHO, [[InputRole.PRODUCT, photo]])),
  );
  for (const { result } of made) expect(result.equals(photo)).toBe(true);
  expect((await echo(client, ECHO, [[InputRole.PRODUCT, photo]])).wanted).toEqual([]);
});

test.each([
  [0, 1000],
  [2, MIB + 1],
])('with %i MiB, an input of %i bytes is wanted each time', async (inputCacheMb, sizeBytes) => {
  const { client } = await serve(closing, { config: { inputCacheMb } });
  const photo = randomBytes(sizeBytes);
  for (let i = 0; i < 2; i++) {
    expect((await echo(client, ECHO, [[InputRole.PRODUCT, photo]])).wanted).toEqual([InputRole.PRODUCT]);
  }
});

test('an input that was spoilt on its way is not kept', async () => {
  const { client } = await serve(closing);
  const photo = randomBytes(300_000);
  const inputs = [[InputRole.PRODUCT, photo]] as const;
  const error = await errorOf(
    runTask(client, ECHO, inputs, { change: (chunk) => ({ ...chunk, data: chunk.data.toReversed() }) }),
  );
  expect(error.reason).toBe('DIGEST_MISMATCH');
  const made = await echo(client, ECHO, inputs);
  expect(made.wanted).toEqual([InputRole.PRODUCT]);
  expect(made.result.equals(photo)).toBe(true);
});
