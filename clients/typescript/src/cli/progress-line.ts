import type { JobProgress, Step } from '#proto/common/v1/job.ts';
import type { JobNews } from '../jobs/watch-job.ts';
import type { LineStream } from './output.ts';

const STEP_TITLES = ['', 'scene and product', '3D text', 'composition'];
const BAR_WIDTH = 24;
const MIB = 1024 * 1024;

/** A line that is written over on a terminal; elsewhere a line for each thing that is new. */
export interface ProgressLine {
  news(news: JobNews): void;
  transfer(title: string, doneBytes: number, totalBytes: number): void;
  /** A line that stays. */
  say(text: string): void;
  /** Takes the line away before something else is written. */
  clear(): void;
}

/** Shows what happens to a job. */
export function createProgressLine(stream: LineStream): ProgressLine {
  let last = '';
  const clear = () => {
    if (stream.isTTY && last !== '') stream.write('\r\x1b[K');
    last = '';
  };
  const say = (text: string) => {
    clear();
    stream.write(`${text}\n`);
  };
  /** Written over on a terminal; elsewhere said when `what` is another than before. */
  const update = (what: string, text: string) => {
    // What is wider than the terminal would take a second row, which nothing takes away again.
    if (stream.isTTY) stream.write(`\r\x1b[K${text.slice(0, (stream.columns || 80) - 1)}`);
    else if (what !== last) stream.write(`${text}\n`);
    last = what;
  };
  return {
    news(news) {
      if (news.$case === 'progress') return update(...progressLine(news.value));
      const { event } = news.value;
      if (event?.$case === 'stepFinished' && event.value.step) say(finishedLine(event.value.step));
      if (event?.$case === 'retrying') {
        say(
          `${stepTitle(event.value.step)}: once more, because ${event.value.cause?.message ?? 'it failed'}`,
        );
      }
      if (event?.$case === 'warning') say(`warning: ${event.value.warning?.message ?? ''}`);
    },
    transfer(title, doneBytes, totalBytes) {
      const fraction = totalBytes > 0 ? doneBytes / totalBytes : 0;
      update(
        title,
        `${title} ${bar(fraction)} ${(doneBytes / MIB).toFixed(1)} of ${(totalBytes / MIB).toFixed(1)} MiB`,
      );
    },
    say,
    clear,
  };
}

function progressLine(progress: JobProgress): [what: string, text: string] {
  const { step, stepFraction, subStep, message, queuePosition = 0 } = progress;
  if (step === 0) {
    const before = queuePosition === 1 ? '1 job' : `${queuePosition} jobs`;
    const title = queuePosition > 0 ? `waiting, ${before} before this one` : 'waiting, next in line';
    return [title, title + timeLeft(progress)];
  }
  const percent = `${Math.round(stepFraction * 100)} %`.padStart(5);
  return [
    `${step} ${subStep}`,
    `${stepTitle(step)} ${bar(stepFraction)} ${percent}  ${message}${timeLeft(progress)}`,
  ];
}

function finishedLine({ number, startTime, endTime, cached }: Step): string {
  if (cached) return `${stepTitle(number)}: made before, reused`;
  const ms = startTime && endTime ? endTime.getTime() - startTime.getTime() : 0;
  return `${stepTitle(number)}: done in ${(ms / 1_000).toFixed(1)} s`;
}

/** What is left of the whole job; nothing where it is not known. */
function timeLeft({ eta }: JobProgress): string {
  if (!eta) return '';
  const seconds = Math.round(eta.seconds + eta.nanos / 1e9);
  if (seconds < -1) return ', taking longer than usual';
  return seconds < 1 ? ', nearly done' : `, about ${seconds} s left`;
}

function stepTitle(step: number): string {
  return `step ${step} of 3, ${STEP_TITLES[step] ?? ''}`;
}

function bar(fraction: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
}
