import { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { createProgressLines } from './progress-lines.ts';

/** What is written when these pieces of passing news come, and a step that is finished. */
function written(
  isTTY: boolean,
  all: Parameters<typeof JobProgress.fromPartial>[0][],
  step?: object,
): string {
  let text = '';
  const stream = { isTTY, write: (more: string | Uint8Array) => Boolean((text += more)) };
  const { showProgress, showEvent } = createProgressLines(stream as never);
  for (const progress of all) showProgress(JobProgress.fromPartial(progress));
  if (step) {
    const event = { $case: 'stepFinished' as const, value: { step } };
    showEvent(JobEvent.fromPartial({ event }));
  }
  return text;
}

const segmentation = { step: 1, stepFraction: 0.25, subStep: 'segmentation', message: 'Cutting out' };

test('a pipe gets a line for each place in the queue and each sub-step, with the time left', () => {
  const lines = written(false, [
    { step: 0, queuePosition: 2, eta: { seconds: 12 } },
    { step: 0, queuePosition: 2, eta: { seconds: 11 } },
    { step: 0, queuePosition: 0, eta: { seconds: 4, nanos: 600_000_000 } },
    { ...segmentation, eta: { seconds: 3 } },
    { ...segmentation, stepFraction: 0.5 },
    { step: 2, stepFraction: 0, subStep: '' },
    { step: 2, stepFraction: 0, subStep: 'text_generation', eta: { seconds: -1 } },
    { step: 3, stepFraction: 0.5, subStep: 'intelligent_composite', eta: { seconds: -4 } },
  ]);
  expect(lines.split('\n')).toEqual([
    'waiting, 2 jobs before this one  (about 12 s left)',
    'waiting, next in line  (about 5 s left)',
    'step 1 (background)  25%  segmentation  (about 3 s left)',
    'step 2 (3D text)   0%  text generation  (nearly done)',
    'step 3 (composition)  50%  intelligent composite  (taking longer than usual)',
    '',
  ]);
});

test('a terminal gets one line that is written over', () => {
  const text = written(true, [{ ...segmentation, eta: { seconds: 3 } }]);
  expect(text).toBe(
    `\r\x1b[Kstep 1 (background) ${'█'.repeat(6)}${'░'.repeat(18)}  25%  Cutting out  (about 3 s left)`,
  );
});

test('a finished step says how long it took, or that it was reused', () => {
  const startTime = new Date(0);
  expect(written(false, [], { number: 1, startTime, endTime: new Date(1234) })).toBe(
    'step 1 (background) done in 1.23 s\n',
  );
  expect(written(false, [], { number: 1, cached: true })).toBe('step 1 (background) reused: made before\n');
});
