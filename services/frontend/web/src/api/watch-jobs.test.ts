import { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { WatchJobsResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ClientError, Status } from 'nice-grpc-common';
import { RichClientError } from 'nice-grpc-error-details';
import { describe, expect, it } from 'vitest';
import { type JobsNews, type WatchJobsClient, type WatchJobsOptions, watchJobs } from './watch-jobs.ts';

/** One opened stream: what it says before it ends as told. */
type Script = { say: JobsNews[]; end: 'ok' | 'silence' | Error };

function createServer(scripts: Script[]) {
  const opened: string[] = [];
  const client: WatchJobsClient = {
    async *watchJobs({ cursor = '' }, options): AsyncGenerator<WatchJobsResponse> {
      const script = scripts[opened.length] ?? { say: [], end: 'silence' };
      opened.push(cursor);
      yield* script.say;
      if (script.end === 'silence') {
        await new Promise((_, reject) =>
          options?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      } else if (script.end !== 'ok') throw script.end;
    },
  };
  return { client, opened };
}

const gone = new ClientError('/x', Status.UNAVAILABLE, 'gone');
const event = (jobId: string, sequence: number, what: JobEvent['event'] = { $case: 'started', value: {} }) =>
  ({ $case: 'event', value: JobEvent.fromPartial({ jobId, sequence, event: what }) }) as const;
const progress = (jobId: string, fraction: number) =>
  ({ $case: 'progress', value: JobProgress.fromPartial({ jobId, step: 1, fraction }) }) as const;
const at = (cursor: string, news: JobsNews['news']): JobsNews => ({ news, cursor });

/** Reads so many news and leaves. */
async function collect(client: WatchJobsClient, count: number, options: Partial<WatchJobsOptions> = {}) {
  const seen: JobsNews[] = [];
  const signal = new AbortController().signal;
  for await (const item of watchJobs(client, { cursor: 'c0', signal, ...options })) {
    seen.push(item);
    if (seen.length === count) break;
  }
  return seen;
}

describe('watchJobs', () => {
  it('resumes after the last cursor seen, whatever carried it', async () => {
    const heartbeat = { $case: 'heartbeat', value: { time: undefined } } as const;
    const news = [
      at('c1', event('a', 1)),
      at('c2', event('b', 1)),
      at('c3', { $case: 'deleted', value: { jobId: 'c' } }),
      at('c4', heartbeat),
      at('c5', event('a', 2)),
    ];
    const server = createServer([
      { say: news.slice(0, 2), end: gone },
      { say: news.slice(2, 4), end: 'ok' },
      { say: news.slice(4), end: 'silence' },
    ]);
    expect(await collect(server.client, 5)).toEqual(news);
    expect(server.opened).toEqual(['c0', 'c2', 'c4']);
  });

  it('follows from now on without a cursor, and resumes after the first one that comes', async () => {
    const server = createServer([
      { say: [], end: gone },
      { say: [at('c1', event('a', 1))], end: gone },
      { say: [at('c2', event('a', 2))], end: 'silence' },
    ]);
    await collect(server.client, 2, { cursor: '' });
    expect(server.opened).toEqual(['', '', 'c1']);
  });

  it('lets fractions go back only by a retry, for each job by itself', async () => {
    const retrying = {
      $case: 'retrying',
      value: { step: 1, attempt: 1, cause: undefined },
    } as JobEvent['event'];
    const server = createServer([
      { say: [at('c1', progress('a', 0.5)), at('c1', progress('b', 0.1))], end: gone },
      { say: [at('c1', progress('a', 0.2)), at('c1', progress('b', 0.3))], end: gone },
      { say: [at('c2', event('a', 3, retrying)), at('c2', progress('a', 0.1))], end: 'silence' },
    ]);
    const seen = await collect(server.client, 6);
    const fractions = seen.flatMap(({ news }) => (news.$case === 'progress' ? [news.value.fraction] : []));
    expect(fractions).toEqual([0.5, 0.1, 0.5, 0.3, 0.1]);
  });

  it('takes a silent stream for dead', async () => {
    const server = createServer([
      { say: [at('c1', event('a', 1))], end: 'silence' },
      { say: [at('c2', event('a', 2))], end: 'silence' },
    ]);
    expect(await collect(server.client, 2, { silenceMs: 20 })).toHaveLength(2);
    expect(server.opened).toEqual(['c0', 'c1']);
  });

  it('says that the cursor has expired, and does not try again', async () => {
    const details = [
      { $type: 'google.rpc.ErrorInfo', reason: 'CURSOR_EXPIRED', domain: 'nanococoa', metadata: {} } as const,
    ];
    const expired = new RichClientError('/x', Status.OUT_OF_RANGE, 'What followed is gone.', details);
    const server = createServer([
      { say: [at('c1', event('a', 1))], end: gone },
      { say: [], end: expired },
    ]);
    await expect(collect(server.client, 2)).rejects.toMatchObject({
      code: Status.OUT_OF_RANGE,
      reason: 'CURSOR_EXPIRED',
    });
    expect(server.opened).toEqual(['c0', 'c1']);
  });

  it('ends quietly when the signal aborts', async () => {
    const abort = new AbortController();
    const server = createServer([{ say: [at('c1', event('a', 1))], end: 'silence' }]);
    const watched = collect(server.client, 2, { signal: abort.signal });
    setImmediate(() => abort.abort());
    expect(await watched).toHaveLength(1);
    expect(server.opened).toEqual(['c0']);
  });
});
