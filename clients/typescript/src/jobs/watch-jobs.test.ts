import { ClientError, Status } from 'nice-grpc-common';
import { ErrorInfo, RichClientError } from 'nice-grpc-error-details';
import { describe, expect, it } from 'vitest';
import { JobEvent, JobProgress } from '#proto/common/v1/job.ts';
import type { WatchJobsResponse } from '#proto/frontend/v1/frontend_service.ts';
import { testWire } from '../calls/test-wire.fixture.ts';
import { type JobsNews, watchJobs } from './watch-jobs.ts';

/** One opened stream: what it says before it ends as told. */
type Script = { say: WatchJobsResponse[]; end: 'ok' | 'silence' | Error };

function createServer(scripts: Script[]) {
  const opened: string[] = [];
  const rpc = {
    async *watchJobs(
      { cursor = '' }: { cursor?: string },
      options?: { signal?: AbortSignal },
    ): AsyncGenerator<WatchJobsResponse> {
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
  return { rpc, opened };
}

const gone = new ClientError('/x', Status.UNAVAILABLE, 'gone');
const event = (jobId: string, sequence: number, what: JobEvent['event'] = { $case: 'started', value: {} }) =>
  ({ $case: 'event', value: JobEvent.fromPartial({ jobId, sequence, event: what }) }) as const;
const progress = (jobId: string, fraction: number) =>
  ({ $case: 'progress', value: JobProgress.fromPartial({ jobId, step: 1, fraction }) }) as const;
const at = (cursor: string, news: WatchJobsResponse['news']): WatchJobsResponse => ({ news, cursor });

/** Reads so many news and leaves. */
async function collect({ rpc }: ReturnType<typeof createServer>, count: number, cursor = 'c0') {
  const seen: JobsNews[] = [];
  for await (const item of watchJobs(testWire(rpc), { cursor })) {
    seen.push(item);
    if (seen.length === count) break;
  }
  return seen;
}

describe('watchJobs', () => {
  it('resumes after the last cursor seen, whatever carried it', async () => {
    const news = [
      at('c1', event('a', 1)),
      at('c2', event('b', 1)),
      at('c3', { $case: 'deleted', value: { jobId: 'c' } }),
    ];
    const server = createServer([
      { say: news.slice(0, 2), end: gone },
      { say: [news[2], at('c4', { $case: 'heartbeat', value: { time: undefined } })], end: 'ok' },
      { say: [at('c5', event('a', 2))], end: 'silence' },
    ]);
    expect(await collect(server, 4)).toEqual([...news, at('c5', event('a', 2))]);
    expect(server.opened).toEqual(['c0', 'c2', 'c4']);
  });

  it('follows from now on without a cursor, and resumes after the first one that comes', async () => {
    const server = createServer([
      { say: [], end: gone },
      { say: [at('c1', event('a', 1))], end: gone },
      { say: [at('c2', event('a', 2))], end: 'silence' },
    ]);
    await collect(server, 2, '');
    expect(server.opened).toEqual(['', '', 'c1']);
  });

  it('lets fractions go back only by a retry, for each job by itself', async () => {
    const retrying = { $case: 'retrying', value: { step: 1, attempt: 1, cause: undefined } } as const;
    const server = createServer([
      { say: [at('c1', progress('a', 0.5)), at('c1', progress('b', 0.1))], end: gone },
      { say: [at('c1', progress('a', 0.2)), at('c1', progress('b', 0.3))], end: gone },
      { say: [at('c2', event('a', 3, retrying)), at('c2', progress('a', 0.1))], end: 'silence' },
    ]);
    const seen = await collect(server, 6);
    const fractions = seen.flatMap(({ news }) => (news.$case === 'progress' ? [news.value.fraction] : []));
    expect(fractions).toEqual([0.5, 0.1, 0.5, 0.3, 0.1]);
  });

  it('says that the cursor has expired, and does not try again', async () => {
    const details = [ErrorInfo.fromPartial({ reason: 'CURSOR_EXPIRED', domain: 'nanococoa' })];
    const server = createServer([
      { say: [at('c1', event('a', 1))], end: gone },
      { say: [], end: new RichClientError('/x', Status.OUT_OF_RANGE, 'What followed is gone.', details) },
    ]);
    await expect(collect(server, 2)).rejects.toMatchObject({
      code: Status.OUT_OF_RANGE,
      reason: 'CURSOR_EXPIRED',
    });
    expect(server.opened).toEqual(['c0', 'c1']);
  });
});
