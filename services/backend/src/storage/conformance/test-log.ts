import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../job-storage.ts';
import { append, CANCELLED, numberedJob, STARTED, SUCCEEDED, submit } from './make-jobs.ts';
import { type StoragePlace, useStorage } from './use-storage.ts';

const PATIENT = { timeout: 30_000 };

/** The log of all that happens, following it, and positions in it. */
export function testLog(place: StoragePlace): void {
  describe('log', () => {
    const under = useStorage(place);
    /** "job number:sequence", or "job number:deleted". */
    const brief = (entries: LogEntry[] | undefined): string[] | undefined =>
      entries?.map(({ jobId, event }) => `${Number(jobId.slice(2))}:${event?.sequence ?? 'deleted'}`);
    const read = async (after = 0, caller = 'local', limit = 1000): Promise<string[] | undefined> =>
      brief(await under.storage.readLog(caller, after, limit));

    test('it has each caller’s events in their order, and goes on after any of its positions', async () => {
      const [one, two] = [await submit(under.storage, 1), await submit(under.storage, 2)];
      await submit(under.storage, 3, { caller: 'other' });
      await append(under.storage, two, [STARTED, CANCELLED]);
      await append(under.storage, one, [STARTED]);
      await under.reopen();
      const expected = ['1:1', '2:1', '2:2', '2:3', '1:2'];
      expect(await read()).toEqual(expected);
      expect(await read(0, 'other')).toEqual(['3:1']);
      expect(await read(0, 'nobody')).toEqual([]);
      const entries = (await under.storage.readLog('local', 0, 1000)) ?? [];
      for (const [index, { position }] of entries.entries()) {
        expect(await read(position)).toEqual(expected.slice(index + 1));
        expect(await read(position, 'local', 1)).toEqual(expected.slice(index + 1, index + 2));
      }
      expect(await under.storage.lastPosition('local')).toBe(entries.at(-1)?.position);
      expect(await under.storage.lastPosition('nobody')).toBe(0);
      expect(await under.storage.readEvents(two.id, 0, 10)).toEqual(
        entries.flatMap(({ jobId, event }) => (jobId === two.id && event ? [event] : [])),
      );
    });

    test('a position that the log has not reached is not one of it', async () => {
      await submit(under.storage, 1);
      const last = await under.storage.lastPosition('local');
      expect(await read(last)).toEqual([]);
      expect(await read(last + 1)).toBeUndefined();
      expect(await read(1, 'nobody')).toBeUndefined();
    });

    test('a deletion is an entry that stands for the job’s events', async () => {
      const job = await append(under.storage, await submit(under.storage, 1), [STARTED]);
      const before = await under.storage.lastPosition('local');
      await append(under.storage, job, [SUCCEEDED]);
      await submit(under.storage, 2);
      await under.storage.deleteJob(job.id);
      await under.reopen();
      expect(await read(before)).toEqual(['2:1', '1:deleted']);
      expect(await read()).toEqual(['2:1', '1:deleted']);
    });

    test('when deletions are forgotten, positions before them expire and those after them do not', async () => {
      const remove = async (number: number): Promise<number> => {
        await append(under.storage, await submit(under.storage, number), [CANCELLED]);
        await under.storage.deleteJob(numberedJob(number).id);
        return under.storage.lastPosition('local');
      };
      await submit(under.storage, 9, { caller: 'other' });
      const first = await remove(1);
      under.clock.advance(1000);
      const between = under.clock.now();
      const second = await remove(2);
      await submit(under.storage, 3);
      await under.storage.trimLog(between);
      await under.reopen();
      expect(await read(0)).toBeUndefined();
      expect(await read(first - 1)).toBeUndefined();
      expect(await read(first)).toEqual(['2:deleted', '3:1']);
      expect(await read(second)).toEqual(['3:1']);
      expect(await read(0, 'other')).toEqual(['9:1']);
      under.clock.advance(1000);
      await under.storage.trimLog(under.clock.now());
      expect(await read(first)).toBeUndefined();
      expect(await read(second)).toEqual(['3:1']);
      expect(await under.storage.lastPosition('local')).toBeGreaterThan(second);
    });

    test('a forgotten position is not given again', async () => {
      await append(under.storage, await submit(under.storage, 1), [CANCELLED]);
      await under.storage.deleteJob(numberedJob(1).id);
      const last = await under.storage.lastPosition('local');
      under.clock.advance(1);
      await under.storage.trimLog(under.clock.now());
      await under.reopen();
      expect(await under.storage.lastPosition('local')).toBe(last);
      expect(await read(last)).toEqual([]);
      await submit(under.storage, 2);
      expect(await under.storage.lastPosition('local')).toBeGreaterThan(last);
      expect(await read(last)).toEqual(['2:1']);
    });

    test('followers hear every entry once and in order, also of 100 jobs at the same time', async () => {
      const heard: LogEntry[] = [];
      const unfollow = under.storage.follow((entries) => heard.push(...entries));
      await Promise.all(
        Array.from({ length: 100 }, async (_, index) => {
          const caller = `caller ${index % 3}`;
          const job = await append(under.storage, await submit(under.storage, index, { caller }), [STARTED]);
          await append(under.storage, job, [SUCCEEDED]);
          if (index % 10 === 0) await under.storage.deleteJob(job.id);
        }),
      );
      await expect.poll(() => heard.length, PATIENT).toBe(310);
      for (const caller of ['caller 0', 'caller 1', 'caller 2']) {
        const own = heard.filter((entry) => entry.caller === caller);
        const positions = own.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((a, b) => a - b));
        expect(new Set(positions).size).toBe(positions.length);
        // The log lacks only what its deletions stand for.
        const deleted = new Set(own.flatMap(({ jobId, event }) => (event ? [] : [jobId])));
        expect(await under.storage.readLog(caller, 0, 1000)).toEqual(
          own.filter(({ jobId, event }) => !event || !deleted.has(jobId)),
        );
      }
      for (let index = 0; index < 100; index += 1) {
        const sequences = heard.flatMap(({ jobId, event }) =>
          jobId === numberedJob(index).id && event ? [event.sequence] : [],
        );
        expect(sequences).toEqual([1, 2, 3]);
      }
      unfollow();
      await submit(under.storage, 200);
      expect(heard).toHaveLength(310);
    });

    test('what a follower hears is durable already', async () => {
      const heard = new Promise<LogEntry[]>((resolve) => under.storage.follow(resolve));
      const submitted = submit(under.storage, 1);
      const [entry] = await heard;
      // Nothing is awaited in between: the storage is closed the moment that the follower has heard.
      await under.reopen();
      expect(await under.storage.readEvents(entry.jobId, 0, 10)).toEqual([entry.event]);
      expect(await under.storage.readLog('local', 0, 10)).toEqual([entry]);
      await submitted;
    });

    test('the store keeps its name', async () => {
      const { id } = under.storage;
      expect(id).toMatch(/^[\w-]{1,64}$/);
      await under.reopen();
      expect(under.storage.id).toBe(id);
    });
  });
}
