import { describe, expect, test } from 'vitest';
import { START_TIME } from '../../jobs/test-jobs.ts';
import { append, CANCELLED, submit } from './make-jobs.ts';
import { type StoragePlace, useStorage } from './use-storage.ts';

const LEASE_MS = 15_000;

/** Who works on a job. Times are given with each call, so that a driver may have a clock of its own. */
export function testLeases(place: StoragePlace): void {
  describe('leases', () => {
    const under = useStorage(place);
    const at = (afterMs: number): Date => new Date(START_TIME.getTime() + afterMs);
    const claim = (jobId: string, owner: string, nowMs: number): Promise<boolean> =>
      under.storage.claimJob({ jobId, owner, expireTime: at(nowMs + LEASE_MS), now: at(nowMs) });

    test('of two owners who race for a job one gets it, and keeps it until its time is over', async () => {
      const { id } = await submit(under.storage, 1);
      const answers = await Promise.all([claim(id, 'one', 0), claim(id, 'two', 0)]);
      expect(answers.filter(Boolean)).toHaveLength(1);
      const [winner, loser] = answers[0] ? ['one', 'two'] : ['two', 'one'];
      expect(await claim(id, loser, LEASE_MS - 1)).toBe(false);
      expect(await claim(id, winner, 1000)).toBe(true);
      expect(await claim(id, loser, LEASE_MS)).toBe(false);
      expect(await claim(id, loser, LEASE_MS + 1000)).toBe(true);
      expect(await claim(id, winner, LEASE_MS + 1000)).toBe(false);
    });

    test('renewing prolongs what is held and tells what is lost', async () => {
      const ids = await Promise.all(
        [1, 2, 3].map(async (number) => (await submit(under.storage, number)).id),
      );
      for (const id of ids) expect(await claim(id, 'one', 0)).toBe(true);
      expect(await claim(ids[1], 'two', LEASE_MS)).toBe(true);
      expect(await under.storage.renewLeases('one', ids, at(2 * LEASE_MS))).toEqual([ids[1]]);
      expect(await claim(ids[0], 'two', 2 * LEASE_MS - 1)).toBe(false);
      expect(await claim(ids[0], 'two', 2 * LEASE_MS)).toBe(true);
      expect(await under.storage.renewLeases('one', [], at(0))).toEqual([]);
    });

    test('a job that was given back can be claimed at once, but only its owner gives it back', async () => {
      const { id } = await submit(under.storage, 1);
      await claim(id, 'one', 0);
      await under.storage.releaseJob(id, 'two');
      expect(await claim(id, 'two', 0)).toBe(false);
      await under.storage.releaseJob(id, 'one');
      expect(await claim(id, 'two', 0)).toBe(true);
      expect(await under.storage.renewLeases('one', [id], at(LEASE_MS))).toEqual([id]);
    });

    test('there is no lease on a job that is not there', async () => {
      expect(await claim('unknown', 'one', 0)).toBe(false);
      const { id } = await append(under.storage, await submit(under.storage, 1), [CANCELLED]);
      expect(await claim(id, 'one', 0)).toBe(true);
      expect(await under.storage.deleteJob(id)).toBe(true);
      expect(await claim(id, 'two', 2 * LEASE_MS)).toBe(false);
      expect(await under.storage.renewLeases('one', [id], at(LEASE_MS))).toEqual([id]);
    });
  });
}
