import { LOG_LEVELS } from '../log/create-logger.ts';
import { boolean, choice } from './fields.ts';

/** What every service's configuration has. */
export const COMMON_FIELDS = {
  /** Least important level that is logged. */
  logLevel: choice('LOG_LEVEL', LOG_LEVELS, { default: 'info' }),
  /** Whether the process ends with the process that started it; the launcher sets it. */
  parentWatch: boolean('NANOCOCOA_PARENT_WATCH', { default: false }),
};
