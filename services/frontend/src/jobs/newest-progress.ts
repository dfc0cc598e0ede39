import { mergePreview } from '@nanococoa/common/progress/merge-preview.ts';
import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';

/** The newest passing news of one job, for readers that have seen more or less of it. */
export interface NewestProgress {
  /** Grows with every piece of news. */
  version: number;
  progress: JobProgress;
  /** The same with the newest preview of its step. */
  complete: JobProgress;
  /** The version with which that preview came. */
  previewVersion: number;
}

/** The newest news once `progress` has come. */
export function newestProgress(
  before: NewestProgress | undefined,
  progress: JobProgress,
  version: number,
): NewestProgress {
  const complete = mergePreview(before?.complete, progress);
  const previewVersion = before && complete !== progress ? before.previewVersion : version;
  return { version, progress, complete, previewVersion };
}

/** What a reader who has seen everything up to a version gets: the preview comes once, even to one who missed it. */
export function progressAfter(newest: NewestProgress, seenVersion: number): JobProgress {
  return seenVersion < newest.previewVersion ? newest.complete : newest.progress;
}
