import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';

type Duration = NonNullable<JobProgress['eta']>;

/** Milliseconds as google.protobuf.Duration: seconds and nanos have the same sign, and nanos are less than a second. */
export function toDuration(ms: number): Duration {
  const seconds = Math.trunc(ms / 1000);
  return { seconds, nanos: Math.trunc((ms - seconds * 1000) * 1e6) };
}
