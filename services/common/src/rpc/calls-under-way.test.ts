import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCallsUnderWay } from './calls-under-way.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Middleware = ReturnType<typeof createCallsUnderWay>['middleware'];

/** A call that lasts until it is told to end. */
function begin(middleware: Middleware, path = '/a.B/C', responseStream = true) {
  const end = Promise.withResolvers<void>();
  async function* next() {
    await end.promise;
    yield 'a response';
  }
  const call = {
    method: { path },
    responseStream,
    request: {},
    next,
  } as unknown as Parameters<Middleware>[0];
  void Array.fromAsync(middleware(call, {} as Parameters<Middleware>[1]));
  return end.resolve;
}

/** Whether a promise has been resolved after so many milliseconds. */
async function after(ms: number, ended: Promise<void>): Promise<boolean> {
  let isEnded = false;
  void ended.then(() => {
    isEnded = true;
  });
  await vi.advanceTimersByTimeAsync(ms);
  return isEnded;
}

test('without calls it ends at once', async () => {
  expect(await after(1, createCallsUnderWay().ended(5000))).toBe(true);
});

test('it waits for the last call, and until what that answered has been passed on', async () => {
  const calls = createCallsUnderWay();
  const [endOne, endOther] = [begin(calls.middleware), begin(calls.middleware)];
  const ended = calls.ended(60_000);
  endOne();
  expect(await after(10_000, ended)).toBe(false);
  endOther();
  expect(await after(1499, ended)).toBe(false);
  expect(await after(2, ended)).toBe(true);
});

test('a call that comes meanwhile is waited for, too', async () => {
  const calls = createCallsUnderWay();
  begin(calls.middleware)();
  await vi.advanceTimersByTimeAsync(300);
  const ended = calls.ended(60_000);
  const endLate = begin(calls.middleware);
  endLate();
  expect(await after(1400, ended)).toBe(false);
  expect(await after(200, ended)).toBe(true);
});

test('a single answer needs no time to be passed on', async () => {
  const calls = createCallsUnderWay();
  const end = begin(calls.middleware, '/a.B/C', false);
  const ended = calls.ended(60_000);
  end();
  expect(await after(1, ended)).toBe(true);
});

test('health checks are not waited for, and nothing for longer than the time given', async () => {
  const calls = createCallsUnderWay();
  begin(calls.middleware, '/grpc.health.v1.Health/Watch');
  expect(await after(1, calls.ended(5000))).toBe(true);
  begin(calls.middleware);
  const ended = calls.ended(5000);
  expect(await after(4999, ended)).toBe(false);
  expect(await after(2, ended)).toBe(true);
});
