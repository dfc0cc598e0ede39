import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSilenceWatch } from './silence-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('silence is told once, news puts it off, a pause does not count', () => {
  let paused = false;
  const onSilence = vi.fn();
  const watch = createSilenceWatch(1000, { paused: () => paused, onSilence });
  vi.advanceTimersByTime(900);
  watch.reset();
  vi.advanceTimersByTime(900);
  expect(onSilence).not.toHaveBeenCalled();
  paused = true;
  vi.advanceTimersByTime(5000);
  expect(onSilence).not.toHaveBeenCalled();
  paused = false;
  vi.advanceTimersByTime(5000);
  expect(onSilence).toHaveBeenCalledTimes(1);
});

test('a stopped watch says nothing', () => {
  const onSilence = vi.fn();
  createSilenceWatch(1000, { paused: () => false, onSilence }).stop();
  vi.advanceTimersByTime(5000);
  expect(onSilence).not.toHaveBeenCalled();
});
