import { join } from 'node:path';

/** The modules that the child processes run. */
export const ENTRIES = {
  studioWorker: join(import.meta.dirname, 'processes/studio-worker-main.ts'),
  modelProcess: join(import.meta.dirname, 'models/model-process-main.ts'),
};
