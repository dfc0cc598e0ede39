import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';

/**
 * What takes the place of passing news that nobody has taken yet: the newer news, with the older one's preview when it
 * brings none itself and is about the same step. Only the newest news counts, but no preview gets lost that way.
 */
export function mergePreview(older: JobProgress | undefined, newer: JobProgress): JobProgress {
  if (!older || older.preview.length === 0) return newer;
  if (newer.preview.length > 0 || newer.step !== older.step) return newer;
  return { ...newer, preview: older.preview };
}
