import { setTimeout as delay } from 'node:timers/promises';
import { createProgressFloor, type ProgressFloor } from '@nanococoa/common/progress/progress-floor.ts';
import type { JobLedger } from './job-ledger.ts';
import type { MeshClient } from './mesh-client.ts';
import { isUnavailable } from './retries.ts';
import { WatchRecord } from './watch-record.ts';

export interface AllJobsWatch {
  /** Where to begin: everything up to it is known. */
  cursor: string;
  ledger: JobLedger;
  /** Told of each stream that broke and is resumed. */
  onBreak(error: unknown): void;
  /** When it aborts, the watch goes on until every accepted job is finished. */
  stopping: AbortSignal;
}

const RESUME_DELAY_MS = 250;
/** How often it looks whether all is seen. */
const CHECK_MS = 100;

/** Watches all jobs as docs/jobs.md says: resumed after the cursor of the last message, whenever the stream breaks. */
export async function watchAllJobs(client: MeshClient, o: AllJobsWatch): Promise<WatchRecord[]> {
  const records = new Map<string, WatchRecord>();
  /** As docs/jobs.md says: a resumed stream may know less of a step that runs. */
  const floors = new Map<string, ProgressFloor>();
  const floorOf = (jobId: string): ProgressFloor => {
    const floor = floors.get(jobId) ?? createProgressFloor();
    floors.set(jobId, floor);
    return floor;
  };
  const finished = new Set<string>();
  const allSeen = new AbortController();
  const check = setInterval(() => {
    if (o.stopping.aborted && [...o.ledger.accepted.keys()].every((id) => finished.has(id))) allSeen.abort();
  }, CHECK_MS);
  const recordOf = (jobId: string): WatchRecord => {
    const record = records.get(jobId) ?? new WatchRecord(jobId, 0);
    records.set(jobId, record);
    return record;
  };
  let { cursor } = o;
  try {
    while (!allSeen.signal.aborted) {
      try {
        for await (const message of client.rpc.watchJobs({ cursor }, { signal: allSeen.signal })) {
          const { news } = message;
          if (news?.$case === 'progress') {
            recordOf(news.value.jobId).progress(floorOf(news.value.jobId).raise(news.value));
          }
          if (news?.$case === 'event') {
            recordOf(news.value.jobId).event(news.value);
            floorOf(news.value.jobId).note(news.value);
            if (news.value.event?.$case === 'finished') finished.add(news.value.jobId);
          }
          cursor = message.cursor;
        }
      } catch (error) {
        if (allSeen.signal.aborted) break;
        if (!isUnavailable(error)) throw error;
        o.onBreak(error);
      }
      await delay(RESUME_DELAY_MS * (0.5 + Math.random() / 2));
    }
  } finally {
    clearInterval(check);
  }
  return [...records.values()];
}
