import { Job } from '@nanococoa/client';
import { expect, test } from 'vitest';
import { FAMILY_LABEL } from '../job/labels.ts';
import { chainOf, type KnownJobs, membersOf } from './family.ts';

function known(...jobs: Array<{ id: string; parentId?: string; family?: string }>): KnownJobs {
  return new Map(
    jobs.map(({ id, parentId, family }) => {
      const labels: Record<string, string> = family === undefined ? {} : { [FAMILY_LABEL]: family };
      return [id, { job: Job.fromPartial({ id, parentId, labels }) }];
    }),
  );
}

const ids = (jobs: readonly Job[]) => jobs.map(({ id }) => id);

test('the chain of a version leads to the first one by its label, or by parents where there is none', () => {
  const jobs = known(
    { id: '01' },
    { id: '02', parentId: '01' },
    { id: '03', parentId: '02', family: '02' },
    { id: '04', parentId: '03', family: '02' },
  );
  expect(chainOf('04', jobs)).toEqual(['04', '02', '01']);
  expect(chainOf('01', jobs)).toEqual(['01']);
});

test('the chain ends where a version is not known', () => {
  expect(chainOf('04', known({ id: '04', parentId: '03', family: '01' }))).toEqual(['04', '01']);
  expect(chainOf('09', known())).toEqual(['09']);
});

test('all versions of an ad belong together, oldest first, and no others', () => {
  const jobs = known(
    { id: '05', parentId: '03' },
    { id: '01' },
    { id: '03', parentId: '01', family: '01' },
    { id: '02' },
    { id: '04', parentId: '02', family: '02' },
    { id: '06', parentId: '05', family: '03' },
  );
  for (const id of ['01', '03', '05', '06']) {
    expect(ids(membersOf(chainOf(id, jobs), jobs))).toEqual(['01', '03', '05', '06']);
  }
  expect(ids(membersOf(chainOf('04', jobs), jobs))).toEqual(['02', '04']);
});

test('versions of a first one that is gone still belong together', () => {
  const jobs = known(
    { id: '03', parentId: '01', family: '01' },
    { id: '04', parentId: '02', family: '01' },
    { id: '02', parentId: '' },
  );
  expect(ids(membersOf(chainOf('04', jobs), jobs))).toEqual(['03', '04']);
});
