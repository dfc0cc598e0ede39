import { RunStepResponse } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { acceptedFirst } from './accepted-first.ts';

const ACCEPTED = RunStepResponse.create({
  part: { $case: 'accepted', value: { workerId: 'w', wanted: [] } },
});
const PROGRESS = RunStepResponse.fromPartial({ part: { $case: 'progress', value: { fraction: 0.5 } } });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function* of(...responses: RunStepResponse[]): AsyncGenerator<RunStepResponse> {
  yield* responses;
}

test('what a worker says after it has accepted is passed on', async () => {
  expect(await Array.fromAsync(acceptedFirst(of(ACCEPTED, PROGRESS)))).toEqual([ACCEPTED, PROGRESS]);
  expect(vi.getTimerCount()).toBe(0);
});

test('another first message is of another version', async () => {
  await expect(Array.fromAsync(acceptedFirst(of(PROGRESS)))).rejects.toMatchObject({
    kind: 'fatal',
    stored: { message: 'The worker speaks another version of RunStep.' },
  });
});

test('a worker that says nothing for ten seconds is given up, without an attempt spent', async () => {
  async function* silent(): AsyncGenerator<RunStepResponse> {
    await new Promise(() => {});
    yield ACCEPTED;
  }
  const answer = expect(acceptedFirst(silent()).next()).rejects.toMatchObject({ kind: 'lost' });
  await vi.advanceTimersByTimeAsync(10_000);
  await answer;
});

test('after it has accepted a worker may be silent', async () => {
  const goOn = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<RunStepResponse> {
    yield ACCEPTED;
    await goOn.promise;
    yield PROGRESS;
  }
  const all = Array.fromAsync(acceptedFirst(slow()));
  await vi.advanceTimersByTimeAsync(60_000);
  goOn.resolve();
  expect(await all).toEqual([ACCEPTED, PROGRESS]);
});
