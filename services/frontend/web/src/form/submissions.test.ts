import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { describe, expect, it } from 'vitest';
import { FAMILY_LABEL, VARIANTS_LABEL } from '../job/labels.ts';
import { submissionsOf, type Wish } from './submissions.ts';

const JOB = Job.fromPartial({ id: '01B', parentId: '01A', state: JobState.SUCCEEDED });
const VALUES = { 'text.content': '라떼', 'background.prompt': 'a café', seed: '7' };

function ask(wish: Partial<Wish>) {
  let seed = 1000;
  const dependencies = { rollSeed: () => seed++, newId: () => 'set' };
  return submissionsOf({ job: undefined, values: VALUES, changed: [], count: 1, ...wish }, dependencies);
}
const seedsOf = (made: ReturnType<typeof ask>) => made.map(({ spec }) => spec.seed);
const FAMILY = { [FAMILY_LABEL]: '01A' };
const SET = { [VARIANTS_LABEL]: 'set' };

describe('a new ad', () => {
  it('is one job of all values', () => {
    const spec = AdSpec.fromPartial({
      text: { content: '라떼' },
      background: { prompt: 'a café' },
      seed: 7,
    });
    expect(ask({})).toEqual([{ spec, labels: {} }]);
  });

  it('is made several times from the asked seed on, over the end of the range', () => {
    const made = ask({ values: { ...VALUES, seed: '4294967294' }, count: 4 });
    expect(seedsOf(made)).toEqual([4294967294, 4294967295, 0, 1]);
    expect(made.every(({ labels }) => labels[VARIANTS_LABEL] === 'set')).toBe(true);
  });

  it('is made several times with seeds of their own where none was asked for', () => {
    expect(seedsOf(ask({ values: { ...VALUES, seed: ' ' }, count: 2 }))).toEqual([1000, 1001]);
  });
});

describe('an ad that is there', () => {
  it('is made again with what was changed, and nothing else', () => {
    expect(ask({ job: JOB, changed: ['text.content'] })).toEqual([
      {
        spec: AdSpec.fromPartial({ text: { content: '라떼' } }),
        rerun: { jobId: '01B', paths: ['text.content'], fromStep: 0 },
        labels: FAMILY,
      },
    ]);
  });

  it('is made as another take with a seed of the server’s', () => {
    expect(ask({ job: JOB })).toEqual([
      {
        spec: AdSpec.fromPartial({}),
        rerun: { jobId: '01B', paths: ['seed'], fromStep: 0 },
        labels: FAMILY,
      },
    ]);
  });

  it('is made from the beginning where it did not get to its end', () => {
    const [made] = ask({ job: { ...JOB, state: JobState.FAILED }, changed: ['text.content'] });
    expect(made?.rerun?.fromStep).toBe(1);
  });

  it('is taken several times: all with other seeds', () => {
    const made = ask({ job: JOB, count: 2 });
    expect(made.map(({ rerun }) => rerun?.paths)).toEqual([['seed'], ['seed']]);
    expect(seedsOf(made)).toEqual([1000, 1001]);
    expect(made[0]?.labels).toEqual({ ...FAMILY, ...SET });
  });

  it('is changed and taken several times: the first keeps its seed', () => {
    const made = ask({ job: JOB, changed: ['text.content'], count: 2 });
    expect(made.map(({ rerun }) => rerun?.paths)).toEqual([['text.content'], ['text.content', 'seed']]);
    expect(seedsOf(made)).toEqual([undefined, 1000]);
  });

  it('is taken several times from a seed that was asked for', () => {
    expect(seedsOf(ask({ job: JOB, changed: ['seed'], count: 2 }))).toEqual([7, 8]);
  });
});
