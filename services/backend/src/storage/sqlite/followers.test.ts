import { afterEach, expect, test, vi } from 'vitest';
import type { LogEntry } from '../job-storage.ts';
import { createFollowers } from './followers.ts';

const ENTRIES: LogEntry[] = [{ position: 1, caller: 'local', jobId: 'j' }];

afterEach(() => {
  vi.restoreAllMocks();
});

test('a follower that throws disturbs neither the writer nor the other followers; its error is not hidden', () => {
  const later: (() => void)[] = [];
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((work) => later.push(work));
  const { follow, tell } = createFollowers();
  const heard: LogEntry[][] = [];
  follow(() => {
    throw new Error('a bug');
  });
  follow((entries) => heard.push(entries));
  tell(ENTRIES);
  expect(heard).toEqual([ENTRIES]);
  expect(later).toHaveLength(1);
  expect(later[0]).toThrow('a bug');
});

test('a listener that follows twice hears twice, and leaves one by one', () => {
  const { follow, tell } = createFollowers();
  const heard: LogEntry[][] = [];
  const listener = (entries: LogEntry[]): void => void heard.push(entries);
  const [unfollow] = [follow(listener), follow(listener)];
  tell(ENTRIES);
  unfollow();
  unfollow();
  tell(ENTRIES);
  expect(heard).toHaveLength(3);
});
