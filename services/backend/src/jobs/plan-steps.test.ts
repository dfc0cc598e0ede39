import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { expect, test } from 'vitest';
import { planSteps } from './plan-steps.ts';
import { testSpec } from './test-jobs.ts';

const BLANK = TextSpec.create({ content: ' \n\u3000' });

test.each([
  { start: 1, stop: 3, blank: false, steps: [1, 2, 3] },
  { start: 1, stop: 2, blank: false, steps: [1, 2] },
  { start: 1, stop: 1, blank: false, steps: [1] },
  { start: 2, stop: 3, blank: false, steps: [2, 3] },
  { start: 2, stop: 2, blank: false, steps: [2] },
  { start: 3, stop: 3, blank: false, steps: [3] },
  { start: 1, stop: 3, blank: true, steps: [1] },
  { start: 2, stop: 3, blank: true, steps: [] },
  { start: 3, stop: 3, blank: true, steps: [3] },
])('start $start, stop $stop, blank copy $blank: steps $steps', ({ start, stop, blank, steps }) => {
  const text = blank ? { text: BLANK } : {};
  expect(planSteps(testSpec({ startStep: start, stopStep: stop, ...text }))).toEqual(steps);
});

test('a spec without text, start and stop runs step 1 only', () => {
  expect(planSteps(testSpec({ text: undefined, startStep: undefined, stopStep: undefined }))).toEqual([1]);
});
