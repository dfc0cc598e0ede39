import { expect, it } from 'vitest';
import { JobEvent, JobProgress } from '#proto/common/v1/job.ts';
import { createProgressLine, type ProgressLine } from './progress-line.ts';

function written(isTTY: boolean, act: (line: ProgressLine) => void): string {
  let text = '';
  const write = (more: string | Uint8Array) => Boolean((text += more));
  act(createProgressLine({ isTTY, columns: 40, write } as never));
  return text;
}

const progress = (line: ProgressLine, value: Parameters<typeof JobProgress.fromPartial>[0]) =>
  line.news({ $case: 'progress', value: JobProgress.fromPartial(value) });

const making = { step: 1, stepFraction: 0.25, subStep: 'segmentation', message: 'Cutting out' };

it('writes a line for each thing that is new to what is no terminal', () => {
  const lines = written(false, (line) => {
    line.transfer('uploading', 0, 4 * 1024 * 1024);
    line.transfer('uploading', 1024 * 1024, 4 * 1024 * 1024);
    progress(line, { step: 0, queuePosition: 2, eta: { seconds: 12 } });
    progress(line, { step: 0, queuePosition: 2, eta: { seconds: 11 } });
    progress(line, { step: 0, queuePosition: 0, eta: { seconds: 0 } });
    progress(line, making);
    progress(line, { ...making, stepFraction: 0.5 });
    progress(line, { ...making, step: 2, subStep: 'text_generation', eta: { seconds: -4 } });
  });
  expect(lines.split('\n')).toEqual([
    `uploading ${'░'.repeat(24)} 0.0 of 4.0 MiB`,
    'waiting, 2 jobs before this one, about 12 s left',
    'waiting, next in line, nearly done',
    `step 1 of 3, scene and product ${'█'.repeat(6)}${'░'.repeat(18)}  25 %  Cutting out`,
    `step 2 of 3, 3D text ${'█'.repeat(6)}${'░'.repeat(18)}  25 %  Cutting out, taking longer than usual`,
    '',
  ]);
});

it('writes over one line on a terminal, and takes it away before a line that stays', () => {
  const text = written(true, (line) => {
    progress(line, making);
    const event = { $case: 'stepFinished' as const, value: { step: { number: 1, cached: true } } };
    line.news({ $case: 'event', value: JobEvent.fromPartial({ event }) });
    line.clear();
  });
  const shown = `step 1 of 3, scene and product ${'█'.repeat(6)}${'░'.repeat(18)}  25 %  Cutting out`;
  expect(text).toBe(
    `\r\x1b[K${shown.slice(0, 39)}\r\x1b[Kstep 1 of 3, scene and product: made before, reused\n`,
  );
});
