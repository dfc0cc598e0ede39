import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { describe, expect, test } from 'vitest';
import { testSpec } from '../../jobs/test-jobs.ts';
import { searchWords } from '../job-text.ts';
import { append, CANCELLED, numberedJob, STARTED, submit } from './make-jobs.ts';
import { type StoragePlace, useStorage } from './use-storage.ts';

/** Searching a caller's jobs by words. */
export function testJobSearch(place: StoragePlace): void {
  describe('searches', () => {
    const under = useStorage(place);

    const withCopy = (content: string, prompt = 'linen') =>
      testSpec({ text: TextSpec.fromPartial({ content }), background: { prompt, negativePrompt: '' } });

    /** A job of a copy. */
    const store = (number: number, content: string, changes: { prompt?: string; caller?: string } = {}) =>
      submit(under.storage, number, {
        spec: withCopy(content, changes.prompt),
        ...(changes.caller === undefined ? {} : { caller: changes.caller }),
      });

    const search = async (query: string, o: Partial<Parameters<typeof under.storage.searchJobs>[0]> = {}) => {
      const words = searchWords(query);
      const page = { caller: 'local', states: [], limit: 10, maxLookedAt: 1000, ...o };
      const { jobs, continueBeforeId } = await under.storage.searchJobs({ ...page, words });
      return { names: jobs.map((job) => job.requestId), jobs, continueBeforeId };
    };

    test('find words in Korean and English, in any order and case, composed or not', async () => {
      await store(1, '오늘의 커피', { prompt: 'Marble table' });
      await store(2, '내일의 커피', { prompt: 'wooden TABLE' });
      await submit(under.storage, 3, { labels: { campaign: '설날 Sale' } });
      expect((await search('커피')).names).toEqual(['r2', 'r1']);
      expect((await search('TABLE 오늘')).names).toEqual(['r1']);
      expect((await search('커피'.normalize('NFD'))).names).toEqual(['r2', 'r1']);
      expect((await search('sale 설날')).names).toEqual(['r3']);
      expect((await search('커피 설날')).names).toEqual([]);
      expect((await search('%')).names).toEqual([]);
      expect((await search('')).names).toEqual(['r3', 'r2', 'r1']);
      const [{ id }] = (await search('sale')).jobs;
      expect((await search(id.toLowerCase())).names).toEqual(['r3']);
    });

    test('give the jobs as they are now, and forget those that are deleted', async () => {
      const first = await store(1, '커피');
      const second = await store(2, '커피');
      const cancelled = await append(under.storage, first, [STARTED, CANCELLED]);
      expect((await search('커피')).jobs).toEqual([second, cancelled]);
      await under.storage.deleteJob(first.id);
      expect((await search('커피')).names).toEqual(['r2']);
      await under.reopen();
      expect((await search('커피')).jobs).toEqual([second]);
    });

    test('never find a job of another caller', async () => {
      await store(1, '커피', { caller: 'other' });
      await store(2, 'tea');
      expect((await search('커피')).names).toEqual([]);
      expect((await search(numberedJob(1).id)).names).toEqual([]);
      expect((await search('커피', { caller: 'other' })).names).toEqual(['r1']);
      expect((await search('커피', { caller: 'other', states: [JobState.QUEUED] })).names).toEqual(['r1']);
    });

    test('keep to the states, however they are named', async () => {
      const jobs = [];
      for (let number = 1; number <= 6; number += 1) {
        jobs.push(await store(number, number % 2 === 0 ? '커피' : 'tea'));
      }
      await append(under.storage, jobs[1], [STARTED]);
      await append(under.storage, jobs[3], [CANCELLED]);
      await append(under.storage, jobs[4], [CANCELLED]);
      const { QUEUED, RUNNING, CANCELLED: STOPPED } = JobState;
      expect((await search('커피', { states: [STOPPED] })).names).toEqual(['r4']);
      expect((await search('커피', { states: [RUNNING, QUEUED, RUNNING] })).names).toEqual(['r6', 'r2']);
      expect((await search('커피', { states: [JobState.FAILED] })).names).toEqual([]);
    });

    test.each([{ states: [] }, { states: [JobState.QUEUED, JobState.RUNNING] }])(
      'give every job once over pages that stop at what they found or looked at: $states',
      async ({ states }) => {
        const wanted: string[] = [];
        for (let number = 1; number <= 30; number += 1) {
          const isWanted = number % 4 === 0 || number > 27;
          const job = await store(number, isWanted ? '커피' : 'tea');
          if (number % 3 === 0) await append(under.storage, job, [STARTED]);
          if (isWanted) wanted.unshift(`r${number}`);
        }
        for (const [limit, maxLookedAt] of [
          [1, 5],
          [2, 3],
          [3, 30],
          [100, 7],
          [100, 1],
        ]) {
          const seen: string[] = [];
          let beforeId: string | undefined;
          let pages = 0;
          do {
            const page = await search('커피', { states, limit, maxLookedAt, beforeId });
            expect(page.names.length).toBeLessThanOrEqual(Math.min(limit, maxLookedAt));
            seen.push(...page.names);
            beforeId = page.continueBeforeId;
            pages += 1;
          } while (beforeId !== undefined);
          expect(seen).toEqual(wanted);
          expect(pages).toBeGreaterThanOrEqual(Math.floor(30 / maxLookedAt));
          expect(pages).toBeLessThanOrEqual(30 / maxLookedAt + wanted.length / limit + 1);
        }
      },
    );
  });
}
