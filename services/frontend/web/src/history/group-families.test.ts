import { Job } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { FAMILY_LABEL } from '../job/labels.ts';
import { groupFamilies } from './group-families.ts';

const jobOf = (id: string, parentId = '', family?: string): Job =>
  Job.fromPartial({ id, parentId, labels: family ? { [FAMILY_LABEL]: family } : {} });

const idsOf = (jobs: Job[]) =>
  groupFamilies(jobs).map(({ id, versions }) => [id, versions.map((job) => job.id).join()]);

test('puts versions together by label and by parent, where the newest stands', () => {
  const jobs = [
    jobOf('6', '2', '1'),
    jobOf('5'),
    jobOf('4', '3'),
    jobOf('3', '1'),
    jobOf('2', '1'),
    jobOf('1'),
  ];
  expect(idsOf(jobs)).toEqual([
    ['1', '6,4,3,2,1'],
    ['5', '5'],
  ]);
});

test('versions whose first one is not known, or gone, still belong together', () => {
  expect(idsOf([jobOf('4', '1', '1'), jobOf('3', '1')])).toEqual([['1', '4,3']]);
});

test('an impossible parent ends the search', () => {
  expect(idsOf([jobOf('2', '1'), jobOf('1', '2')])).toEqual([['2', '2,1']]);
});
