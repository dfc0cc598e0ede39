import type { WatchJobResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

const STEP_TITLES = ['', 'background', '3D text', 'composition'];
const BAR_WIDTH = 24;

/**
 * Shows a job's news as they come: one line for each step that updates itself on a terminal, a line
 * for each sub-step elsewhere.
 */
export function createProgressLines(stream: NodeJS.WriteStream): (news: WatchJobResponse['news']) => void {
  let lastSubStep = '';
  return (news) => {
    if (news?.$case === 'progress') {
      const { step, stepFraction, subStep, message } = news.value;
      const title = stepTitle(step);
      const percent = `${Math.round(stepFraction * 100)}%`.padStart(4);
      if (stream.isTTY) {
        stream.write(`\r\x1b[K${title} ${bar(stepFraction)} ${percent}  ${message}`);
      } else if (subStep !== lastSubStep) {
        lastSubStep = subStep;
        stream.write(`${title} ${percent}  ${subStep.replaceAll('_', ' ')}\n`);
      }
    }
    if (news?.$case !== 'event') return;
    const { event } = news.value;
    if (event?.$case === 'retrying')
      line(stream, `${stepTitle(event.value.step)} again: ${event.value.cause?.message}`);
    if (event?.$case === 'stepFinished' && event.value.step) {
      const { number, startTime, endTime } = event.value.step;
      const ms = startTime && endTime ? endTime.getTime() - startTime.getTime() : 0;
      line(stream, `${stepTitle(number)} done in ${(ms / 1_000).toFixed(2)} s`);
    }
  };
}

function line(stream: NodeJS.WriteStream, text: string): void {
  stream.write(`${stream.isTTY ? '\r\x1b[K' : ''}${text}\n`);
}

function stepTitle(step: number): string {
  return `step ${step} (${STEP_TITLES[step]})`;
}

function bar(fraction: number): string {
  const full = Math.round(fraction * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
}
