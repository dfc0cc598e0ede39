import type { Job, JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import type { MeshClient } from './mesh-client.ts';

export interface FollowedJob {
  /** As it finished. */
  job: Job;
  events: JobEvent[];
}

/** Watches a job to its end, resuming whenever a stream breaks. */
export async function follow(
  client: MeshClient,
  jobId: string,
  onEvent: (event: JobEvent) => void = () => {},
): Promise<FollowedJob> {
  const events: JobEvent[] = [];
  for await (const news of client.watch(jobId, { signal: new AbortController().signal })) {
    if (news.$case !== 'event') continue;
    events.push(news.value);
    onEvent(news.value);
    const { event } = news.value;
    if (event?.$case === 'finished' && event.value.job) return { job: event.value.job, events };
  }
  throw new Error(`the watch of ${jobId} ended without the last event`);
}
