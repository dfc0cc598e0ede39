import { expect, test } from 'vitest';
import { LIMITS } from './limits.ts';

test('stalled readers cannot use up the window of an upstream connection', () => {
  const stalled = LIMITS.upstreamStreamsPerConnection.value * LIMITS.streamWindowBytes.value;
  expect(stalled).toBeLessThan(LIMITS.connectionWindowBytes.value);
});

test('the upstream connections carry all the requests that are allowed', () => {
  expect(LIMITS.upstreamConnections.value * LIMITS.upstreamStreamsPerConnection.value).toBeGreaterThan(
    LIMITS.upstreamRequests.value,
  );
});

test('a crash is noticed within a second', () => {
  const noticedMs = LIMITS.unhealthyThreshold.value * LIMITS.healthCheckIntervalMs.value;
  expect(noticedMs).toBeLessThan(1000);
});

test('a stream outlives three missed heartbeats', () => {
  expect(LIMITS.streamIdleTimeoutMs.value).toBeGreaterThan(3 * 15_000);
});
