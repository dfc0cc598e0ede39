import type { JobEvent, JobProgress, Step } from '@nanococoa/proto/common/v1/job.ts';

const STEP_TITLES = ['', 'background', '3D text', 'composition'];
const BAR_WIDTH = 24;

/** Where the lines go: a terminal, a file, a pipe. */
export type LineStream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/**
 * Shows a job's news as they come: one line for each step that updates itself on a terminal, a line
 * for each sub-step and each place in the queue elsewhere.
 */
export function createProgressLines(stream: LineStream): {
  showProgress(progress: JobProgress): void;
  showEvent(event: JobEvent): void;
} {
  let lastShown = '';
  const line = (text: string) => stream.write(`${stream.isTTY ? '\r\x1b[K' : ''}${text}\n`);

  const showProgress = (progress: JobProgress): void => {
    const { step, stepFraction, subStep, message, queuePosition } = progress;
    const left = timeLeft(progress.eta);
    const isWaiting = step === 0;
    const title = isWaiting ? waiting(queuePosition) : stepTitle(step);
    const percent = isWaiting ? '' : `${Math.round(stepFraction * 100)}%`.padStart(4);
    if (stream.isTTY) {
      const parts = isWaiting ? [title] : [title, bar(stepFraction), percent, ` ${message}`];
      stream.write(`\r\x1b[K${parts.join(' ')}${left}`);
      return;
    }
    // A step that has only just begun has nothing to tell yet.
    if (!isWaiting && subStep === '') return;
    const shown = isWaiting ? title : `${step} ${subStep}`;
    if (shown === lastShown) return;
    lastShown = shown;
    line(isWaiting ? `${title}${left}` : `${title} ${percent}  ${subStep.replaceAll('_', ' ')}${left}`);
  };

  const showEvent = ({ event }: JobEvent): void => {
    if (event?.$case === 'retrying')
      line(`${stepTitle(event.value.step)} again: ${event.value.cause?.message}`);
    if (event?.$case === 'stepFinished' && event.value.step) line(finishedLine(event.value.step));
  };
  return { showProgress, showEvent };
}

function finishedLine({ number, startTime, endTime, cached }: Step): string {
  if (cached) return `${stepTitle(number)} reused: made before`;
  const ms = startTime && endTime ? endTime.getTime() - startTime.getTime() : 0;
  return `${stepTitle(number)} done in ${(ms / 1_000).toFixed(2)} s`;
}

function waiting(position: number | undefined): string {
  if (!position) return 'waiting, next in line';
  return `waiting, ${position} ${position === 1 ? 'job' : 'jobs'} before this one`;
}

/** What is left of the whole job, to be read after something else; nothing where it is not known. */
function timeLeft(eta: JobProgress['eta']): string {
  if (!eta) return '';
  const seconds = Math.round(eta.seconds + eta.nanos / 1e9);
  if (seconds < -1) return '  (taking longer than usual)';
  return seconds < 1 ? '  (nearly done)' : `  (about ${seconds} s left)`;
}

function stepTitle(step: number): string {
  return `step ${step} (${STEP_TITLES[step]})`;
}

function bar(fraction: number): string {
  const full = Math.round(fraction * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
}
