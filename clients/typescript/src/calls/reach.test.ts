import { ClientError, Status } from 'nice-grpc-common';
import { expect, it } from 'vitest';
import { manualClock } from './manual-clock.fixture.ts';
import { reach } from './reach.ts';
import { backOffMs, retryPolicy } from './retry-policy.ts';

const gone = () => new ClientError('/x', Status.UNAVAILABLE, 'gone');

/** Fails so often, and tells when it was called. */
function server(clock: { now(): number }, failures: number, error: () => Error = gone) {
  const calls: number[] = [];
  const call = async () => {
    calls.push(clock.now());
    if (calls.length <= failures) throw error();
    return 'answer';
  };
  return { calls, call };
}

it('pauses twice as long each time, half of it by chance, up to the longest', () => {
  const at = (random: number) =>
    [1, 2, 3, 9].map((attempt) =>
      backOffMs(attempt, { firstMs: 100, longestMs: 1_000, random: () => random }),
    );
  expect(at(0)).toEqual([50, 100, 200, 500]);
  expect(at(1)).toEqual([100, 200, 400, 1_000]);
});

it('repeats a call until it gets through, with growing pauses', async () => {
  const clock = manualClock();
  const { calls, call } = server(clock, 3);
  const answer = reach(retryPolicy({ clock, firstMs: 100, random: () => 1 }), call, {});
  await clock.pass(1_000);
  expect(await answer).toBe('answer');
  expect(calls).toEqual([0, 100, 300, 700]);
});

it('gives up when it has lasted too long, with the last error', async () => {
  const clock = manualClock();
  const { calls, call } = server(clock, 99);
  const options = { clock, firstMs: 100, longestMs: 100, random: () => 1 };
  const given = expect(reach(retryPolicy({ ...options, giveUpMs: 350 }), call, {})).rejects.toMatchObject({
    code: Status.UNAVAILABLE,
  });
  await clock.pass(10_000);
  await given;
  expect(calls).toEqual([0, 100, 200, 300]);

  const once = server(clock, 99);
  await expect(reach(retryPolicy(options), once.call, { giveUpMs: 0 })).rejects.toThrow('gone');
  expect(once.calls).toHaveLength(1);
});

it('does not repeat what the service has refused', async () => {
  const clock = manualClock();
  const refusal = () => new ClientError('/x', Status.NOT_FOUND, 'no such job');
  const { calls, call } = server(clock, 1, refusal);
  await expect(reach(retryPolicy({ clock }), call, {})).rejects.toMatchObject({ code: Status.NOT_FOUND });
  expect(calls).toHaveLength(1);
});

it('ends at its deadline, and tells the server of it', async () => {
  const clock = manualClock();
  let timeout: unknown;
  const late = expect(
    reach(
      retryPolicy({ clock }),
      ({ signal, metadata }) => {
        timeout = metadata.get('grpc-timeout');
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
      { deadlineMs: 1_500 },
    ),
  ).rejects.toMatchObject({ code: Status.DEADLINE_EXCEEDED, reason: 'DEADLINE_EXCEEDED' });
  await clock.pass(1_500);
  await late;
  expect(timeout).toBe('1500m');
});

it('ends at its deadline also in the middle of a pause', async () => {
  const clock = manualClock();
  const { call } = server(clock, 99);
  const late = expect(
    reach(retryPolicy({ clock, firstMs: 1_000, random: () => 1 }), call, { deadlineMs: 500 }),
  ).rejects.toMatchObject({ code: Status.DEADLINE_EXCEEDED });
  await clock.pass(500);
  await late;
});

it('rejects with the reason of a signal that aborts, before, during and between tries', async () => {
  const clock = manualClock();
  const reason = new Error('enough');
  const { calls, call } = server(clock, 99);
  await expect(reach(retryPolicy({ clock }), call, { signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  );
  expect(calls).toEqual([]);
  const abort = new AbortController();
  const waiting = expect(reach(retryPolicy({ clock }), call, { signal: abort.signal })).rejects.toBe(reason);
  await clock.pass(10);
  abort.abort(reason);
  await waiting;
});
