import type { Command } from '../command.ts';
import { jobJson } from '../output.ts';
import { lineOf } from './jobs.ts';

/** nanococoa cancel: stops a job. */
export const cancel: Command = {
  usage: 'cancel JOB',
  summary: 'stop a job; a finished one stays as it finished',
  options: {},
  positionals: { min: 1, max: 1 },
  async run({ given, client, output, signal }) {
    const job = await client.cancelJob(given.positionals[0], { signal });
    output.result(lineOf(job), { type: 'job', job: jobJson(job) });
  },
};
