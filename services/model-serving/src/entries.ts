import { join } from 'node:path';

/** The modules that the child processes run. */
export interface Entries {
  studioWorker: string;
  modelProcess: string;
}

export const ENTRIES: Entries = {
  studioWorker: join(import.meta.dirname, 'processes/studio-worker-main.ts'),
  modelProcess: join(import.meta.dirname, 'models/child/graph-process-main.ts'),
};
