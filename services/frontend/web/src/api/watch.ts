import { createProgressFloor } from '@nanococoa/common/progress/progress-floor.ts';
import type { WatchJobResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { FrontendClient } from './client.ts';
import { type ResumeOptions, resumeStream } from './resume-stream.ts';

export type WatchClient = Pick<FrontendClient, 'watchJob'>;
export type JobNews = NonNullable<WatchJobResponse['news']>;

export interface WatchOptions extends ResumeOptions {
  /** Events up to this sequence number are known already. */
  afterSequence: number;
}

/**
 * A job's news until its last event: each event once and in order, whatever happens to the connection.
 * A broken stream is opened again after the last sequence number seen, and fractions do not go back by it.
 * Ends without an error when the signal aborts; throws ApiError when the server refuses the watch.
 */
export async function* watchJob(
  client: WatchClient,
  jobId: string,
  o: WatchOptions,
): AsyncGenerator<JobNews> {
  let sequence = o.afterSequence;
  const floor = createProgressFloor();
  const watched = resumeStream(o, async function* (signal, heard): AsyncGenerator<JobNews> {
    for await (const { news } of client.watchJob({ jobId, afterSequence: sequence }, { signal })) {
      heard();
      if (news?.$case === 'event') {
        if (news.value.sequence <= sequence) continue;
        // A hole would mean that this stream lost something: read again from the last one known.
        if (news.value.sequence > sequence + 1) return;
        sequence = news.value.sequence;
        floor.note(news.value);
      }
      if (news) yield news.$case === 'progress' ? { ...news, value: floor.raise(news.value) } : news;
    }
  });
  for await (const item of watched) {
    yield item;
    if (item.$case === 'event' && item.value.event?.$case === 'finished') return;
  }
}
