/** A job that waits for a slot. */
export interface WaitingJob {
  jobId: string;
  caller: string;
  /** 0 to 9, the highest first; counts among the caller's own jobs only. */
  priority: number;
}
