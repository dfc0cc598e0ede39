import type { Job, JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import type { AcceptedJob } from './job-ledger.ts';
import type { MeshClient } from './mesh-client.ts';
import { withRetries } from './retries.ts';
import { type SeenEvent, seen } from './watch-record.ts';

/** What is left of an accepted job when all is over. */
export interface FinalJob {
  accepted: AcceptedJob;
  /** Undefined: it is lost. */
  job: Job | undefined;
  /** Whether its request_id still leads to it. */
  requestFound: boolean;
  events: JobEvent[];
  seen: SeenEvent[];
}

/** Reads jobs and their logs anew. */
export async function replayJobs(client: MeshClient, accepted: AcceptedJob[]): Promise<FinalJob[]> {
  const jobs: FinalJob[] = [];
  for (const each of accepted) jobs.push(await replay(client, each));
  return jobs;
}

const REPLAY_TIMEOUT_MS = 10_000;

async function replay(client: MeshClient, accepted: AcceptedJob): Promise<FinalJob> {
  const { jobId, requestId } = accepted;
  const events: JobEvent[] = [];
  let job: Job | undefined;
  let requestFound = false;
  try {
    job = (await withRetries(() => client.rpc.getJob({ jobId }))).job;
    requestFound = (await accepted.repeat(client)) === jobId && job?.requestId === requestId;
    for await (const news of client.watch(jobId, { signal: AbortSignal.timeout(REPLAY_TIMEOUT_MS) })) {
      if (news.$case === 'event') events.push(news.value);
    }
  } catch {
    // NOT_FOUND, or a job that never ends: what is missing says it.
  }
  return { accepted, job, requestFound, events, seen: events.map(seen) };
}
