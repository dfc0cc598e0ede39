import type { JobEvent, JobProgress } from '#proto/common/v1/job.ts';
import { type OpenStream, resumeStream, type StreamOptions } from '../calls/resume-stream.ts';
import type { Wire } from '../calls/wire.ts';
import { createProgressFloor } from './progress-floor.ts';

/** A logged event, or passing news, of a job. */
export type JobNews = { $case: 'event'; value: JobEvent } | { $case: 'progress'; value: JobProgress };

export interface WatchOptions extends StreamOptions {
  /** Events up to this sequence number are known already. Default 0: none. */
  afterSequence?: number | undefined;
}

/**
 * A job's news until its last event: each event once and in order, whatever happens to the connection. A broken stream
 * is opened again after the last sequence number seen, and fractions do not go back by it. Leaving it cancels nothing.
 */
export async function* watchJob(
  wire: Wire<'watchJob'>,
  jobId: string,
  options: WatchOptions,
): AsyncGenerator<JobNews, void> {
  let sequence = options.afterSequence ?? 0;
  const floor = createProgressFloor();
  const open: OpenStream<JobNews | 'over'> = async function* (rpcOptions, heard) {
    let isSilent = true;
    for await (const { news } of wire.rpc.watchJob({ jobId, afterSequence: sequence }, rpcOptions)) {
      heard();
      isSilent = false;
      if (news?.$case === 'event') {
        if (news.value.sequence <= sequence) continue;
        // A hole would mean that this stream lost something: read again from the last one known.
        if (news.value.sequence > sequence + 1) return;
        sequence = news.value.sequence;
      }
      if (news && news.$case !== 'heartbeat') yield floor.apply<JobNews>(news);
    }
    // A stream that ends well without a word: the job's last event was known already.
    if (isSilent) yield 'over';
  };
  for await (const news of resumeStream(wire, options, open)) {
    if (news === 'over') return;
    yield news;
    if (news.$case === 'event' && news.value.event?.$case === 'finished') return;
  }
}
