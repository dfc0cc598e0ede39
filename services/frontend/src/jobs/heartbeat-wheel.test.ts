import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHeartbeatWheel } from './heartbeat-wheel.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function createListener() {
  const listener = {
    lastSentMs: performance.now(),
    beats: [] as number[],
    beat() {
      listener.lastSentMs = performance.now();
      listener.beats.push(listener.lastSentMs);
    },
  };
  return listener;
}

test('thousands of listeners never go without a message for 15 s, from one timer, not all at once', () => {
  const wheel = createHeartbeatWheel({ everyMs: 15_000 });
  const startMs = performance.now();
  const listeners = Array.from({ length: 5000 }, createListener);
  for (const listener of listeners) wheel.add(listener);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(61_000);
  const moments = new Map<number, number>();
  for (const { beats } of listeners) {
    expect(beats).toHaveLength(4);
    let lastMs = startMs;
    for (const beat of beats) {
      expect(beat - lastMs).toBeGreaterThanOrEqual(13_500);
      expect(beat - lastMs).toBeLessThanOrEqual(15_250);
      lastMs = beat;
      moments.set(beat, (moments.get(beat) ?? 0) + 1);
    }
  }
  expect(Math.max(...moments.values())).toBeLessThan(5000 / 2);
  for (const listener of listeners) wheel.remove(listener);
  expect(vi.getTimerCount()).toBe(0);
});

test('news puts the heartbeat off', () => {
  const wheel = createHeartbeatWheel({ everyMs: 15_000 });
  const listener = createListener();
  wheel.add(listener);
  for (let i = 0; i < 10; i += 1) {
    vi.advanceTimersByTime(10_000);
    expect(listener.beats).toEqual([]);
    listener.lastSentMs = performance.now();
  }
  vi.advanceTimersByTime(15_250);
  expect(listener.beats).toHaveLength(1);
  wheel.remove(listener);
});
