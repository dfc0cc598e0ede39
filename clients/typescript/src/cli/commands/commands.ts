import type { Command } from '../command.ts';
import { call } from './call.ts';
import { cancel } from './cancel.ts';
import { fonts } from './fonts.ts';
import { generate } from './generate.ts';
import { jobs } from './jobs.ts';
import { models } from './models.ts';
import { rerun } from './rerun.ts';
import { status } from './status.ts';
import { watch } from './watch.ts';

/** Every command by its name, in the order of the help. */
export const COMMANDS: Record<string, Command> = {
  generate,
  watch,
  jobs,
  cancel,
  rerun,
  fonts,
  models,
  status,
  call,
};
