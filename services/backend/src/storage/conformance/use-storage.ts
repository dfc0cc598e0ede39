import { afterEach, beforeEach } from 'vitest';
import { createManualClock, type ManualClock } from '../../clock/manual-clock.ts';
import { START_TIME } from '../../jobs/test-jobs.ts';
import type { Storage } from '../storage.ts';

/** Where a driver keeps things during one test. */
export interface StoragePlace {
  /** Opens the storage; after a `close` again, on the same things. */
  open(clock: ManualClock): Promise<Storage>;
  /** Removes everything. */
  clear(): Promise<void>;
}

/** What a test of the suite works with. */
export interface StorageUnderTest {
  readonly storage: Storage;
  readonly clock: ManualClock;
  /** Closes the storage and opens it again: what was confirmed must be there. */
  reopen(): Promise<void>;
}

/** Opens an empty storage before each test of the group that calls this, and removes it after. */
export function useStorage(place: StoragePlace): StorageUnderTest {
  let storage: Storage | undefined;
  let clock: ManualClock;
  beforeEach(async () => {
    clock = createManualClock(START_TIME.getTime());
    storage = await place.open(clock);
  });
  afterEach(async () => {
    await storage?.close();
    storage = undefined;
    await place.clear();
  });
  return {
    get storage() {
      if (!storage) throw new Error('the storage is open in tests only');
      return storage;
    },
    get clock() {
      return clock;
    },
    async reopen() {
      await storage?.close();
      storage = await place.open(clock);
    },
  };
}
