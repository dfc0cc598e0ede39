import type { Command } from '../command.ts';
import { followAd } from './follow-ad.ts';

/** nanococoa watch: a job to its end, from its first event. */
export const watch: Command = {
  usage: 'watch JOB [-o FILE]',
  summary: 'follow a job to its end, over any number of broken connections',
  options: {
    output: { type: 'string', short: 'o', value: 'FILE', help: 'where its result goes' },
  },
  positionals: { min: 1, max: 1 },
  run: (context) => followAd(context, context.given.positionals[0]),
};
