import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';

export type StateFilter = 'all' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** Which ads are looked for. */
export interface AdQuery {
  /** Words of which all must occur; empty: any ad. */
  words: string;
  state: StateFilter;
}

/** The states of each filter; none: all. */
export const STATES: Readonly<Record<StateFilter, JobState[]>> = {
  all: [],
  running: [JobState.QUEUED, JobState.RUNNING],
  succeeded: [JobState.SUCCEEDED],
  failed: [JobState.FAILED],
  cancelled: [JobState.CANCELLED],
};

/** Whether the query asks for every ad. */
export function isForAll({ words, state }: AdQuery): boolean {
  return state === 'all' && words.trim() === '';
}

/** Whether an ad of the page is one of those that the server would find: ads made meanwhile are found as well. */
export function matches(job: Job, { words, state }: AdQuery): boolean {
  const states = STATES[state];
  if (states.length > 0 && !states.includes(job.state)) return false;
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const { text, background } = job.spec ?? {};
  const said = [
    background?.prompt,
    text?.content,
    text?.subline,
    text?.price,
    text?.oldPrice,
    text?.badge,
    text?.callToAction,
    ...Object.values(job.labels),
  ];
  const all = folded(said.filter(Boolean).join('\n'));
  const id = folded(job.id);
  return wanted.every((word) => all.includes(word) || (word.length >= MIN_ID && id.startsWith(word)));
}

/** As the server: fewer would find half of all ads. */
const MIN_ID = 6;

function folded(words: string): string {
  return words.normalize('NFC').toLowerCase();
}
