import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';

interface TitleWords {
  waiting: string;
  done: string;
  failed: string;
}

const NAME = 'nanoCocoa';

/**
 * The title of the page's tab: how far the open ad is, and what it is. `isNews`: it has come to its end while nobody
 * looked.
 */
export function titleOf(
  job: Pick<Job, 'state'> | undefined,
  { name, fraction, isNews }: { name: string; fraction: number; isNews: boolean },
  words: TitleWords,
): string {
  if (job === undefined) return NAME;
  const state = stateOf(job.state, fraction, isNews, words);
  return `${state === '' ? '' : `${state} · `}${name} — ${NAME}`;
}

function stateOf(state: JobState, fraction: number, isNews: boolean, words: TitleWords): string {
  switch (state) {
    case JobState.QUEUED:
      return words.waiting;
    case JobState.RUNNING:
      return `${Math.floor(100 * fraction)}%`;
    case JobState.SUCCEEDED:
      return isNews ? `✓ ${words.done}` : '';
    case JobState.FAILED:
      return isNews ? `! ${words.failed}` : '';
    default:
      return '';
  }
}
