import { type Job, JobState } from '#proto/common/v1/job.ts';
import type { Command } from '../command.ts';
import { jobJson } from '../output.ts';
import { UsageError } from '../usage-error.ts';

const STATES: Record<string, JobState> = {
  queued: JobState.QUEUED,
  running: JobState.RUNNING,
  succeeded: JobState.SUCCEEDED,
  failed: JobState.FAILED,
  cancelled: JobState.CANCELLED,
};
const LARGEST_PAGE = 100;

/** nanococoa jobs: a list, newest first. */
export const jobs: Command = {
  usage: 'jobs [--search TEXT] [--state STATE] [--limit N]',
  summary: 'list your jobs, newest first',
  options: {
    search: {
      type: 'string',
      value: 'TEXT',
      help: 'only those with every word of this in scene, copy or labels, or whose id begins with it',
    },
    state: {
      type: 'string',
      multiple: true,
      value: Object.keys(STATES).join('|'),
      help: 'only those in this state; may be repeated',
    },
    limit: { type: 'string', value: 'N', help: 'how many at most (default: 20)' },
  },
  positionals: { min: 0, max: 0 },
  async run({ given, client, output, signal }) {
    const states = given.all('state').map(stateOf);
    const query = given.text('search');
    const limit = Number(given.text('limit') ?? 20);
    if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit must be a whole number from 1.');
    let left = limit;
    const pageSize = Math.min(limit, LARGEST_PAGE);
    for await (const page of client.listJobs({ states, query, pageSize, signal })) {
      for (const job of page.jobs.slice(0, left))
        output.result(lineOf(job), { type: 'job', job: jobJson(job) });
      left -= page.jobs.length;
      if (left <= 0) return;
    }
  },
};

function stateOf(name: string): JobState {
  if (Object.hasOwn(STATES, name)) return STATES[name];
  throw new UsageError(`--state is "${name}"; must be one of ${Object.keys(STATES).join(', ')}.`);
}

/** A job in a line: id, state, when, what. */
export function lineOf({ id, state, createTime, spec, error }: Job): string {
  const name = Object.keys(STATES).find((each) => STATES[each] === state) ?? '';
  const time = createTime?.toISOString().slice(0, 19).replace('T', ' ') ?? '';
  const copy = (spec?.text?.content || spec?.background?.prompt || '').replaceAll('\n', ' ');
  return [id, name.padEnd(9), time, copy, error ? `(${error.reason})` : ''].join('  ').trimEnd();
}
