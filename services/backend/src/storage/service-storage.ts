import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Step } from '@nanococoa/proto/common/v1/job.ts';

/** How long something takes: a moving average. */
export interface DurationStatistic {
  /** What was timed, such as "2 studio 1MP". */
  key: string;
  averageMs: number;
}

/** What the Backend remembers besides jobs and images. */
export interface ServiceStorage {
  /** The step that was made of the same things before, if all of its images are still there; they count as just used. */
  readCachedStep(key: string): Promise<Step | undefined>;
  /** Keeps a made step under a key; one that is there already stays. */
  saveCachedStep(key: string, step: Step): Promise<void>;

  /** Keeps what the workers last said they have. */
  saveCatalogue(workers: Worker[]): Promise<void>;
  readCatalogue(): Promise<Worker[]>;

  saveStatistic(statistic: DurationStatistic): Promise<void>;
  readStatistics(): Promise<DurationStatistic[]>;
}
