import type { Command } from '../command.ts';
import { readSpec } from '../read-spec.ts';
import { SPEC_COMMAND_OPTIONS } from '../spec-options.ts';
import { UsageError } from '../usage-error.ts';
import { followAd } from './follow-ad.ts';
import { uploader } from './uploader.ts';

/** nanococoa rerun: a new job from another one, with some fields changed. */
export const rerun: Command = {
  usage: 'rerun JOB --set text.content=… [options] [-o FILE]',
  summary: 'make an ad again with some fields changed; earlier steps are reused',
  options: {
    output: { type: 'string', short: 'o', value: 'FILE', help: 'where the new ad goes' },
    'from-step': {
      type: 'string',
      value: '1|2|3',
      help: 'the first step to make anew (default: what changed)',
    },
    ...SPEC_COMMAND_OPTIONS,
  },
  positionals: { min: 1, max: 1 },
  async run(context) {
    const { given, client, output, signal } = context;
    const fromStep = Number(given.text('from-step') ?? 0);
    if (!Number.isInteger(fromStep)) throw new UsageError('--from-step must be 1, 2 or 3.');
    const { spec, paths } = await readSpec(given, uploader(context));
    const job = await client.rerunJob(given.positionals[0], { spec, paths, fromStep }, { signal });
    output.job(job);
    await followAd(context, job.id);
  },
};
