import { type JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { WatchJobResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ClientError, Status } from 'nice-grpc-common';
import { describe, expect, it } from 'vitest';
import { type JobNews, type WatchClient, watchJob } from './watch.ts';

/** One opened stream: what it says before it ends as told. */
type Script = { say: JobNews[]; end: 'ok' | 'silence' | Status };

function createServer(scripts: Script[]) {
  const opened: number[] = [];
  const client: WatchClient = {
    async *watchJob({ afterSequence = 0 }, options): AsyncGenerator<WatchJobResponse> {
      const script = scripts[opened.length];
      opened.push(afterSequence);
      for (const news of script.say) yield { news };
      if (script.end === 'silence') {
        await new Promise((_, reject) =>
          options?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      } else if (script.end !== 'ok') throw new ClientError('/x', script.end, 'gone');
    },
  };
  return { client, opened };
}

function event(sequence: number, last = false): JobNews {
  const what: JobEvent['event'] = last
    ? { $case: 'finished', value: { job: undefined } }
    : { $case: 'started', value: {} };
  return { $case: 'event', value: { jobId: 'j', sequence, time: undefined, event: what } };
}

function progress(step: number, fraction: number, stepFraction: number): JobNews {
  return { $case: 'progress', value: JobProgress.fromPartial({ jobId: 'j', step, fraction, stepFraction }) };
}

function retrying(sequence: number, step: number): JobNews {
  const event: JobEvent['event'] = { $case: 'retrying', value: { step, attempt: 1, cause: undefined } };
  return { $case: 'event', value: { jobId: 'j', sequence, time: undefined, event } };
}

async function collect(client: WatchClient, o: { silenceMs?: number; signal?: AbortSignal } = {}) {
  const sequences: number[] = [];
  const signal = o.signal ?? new AbortController().signal;
  for await (const news of watchJob(client, 'j', { afterSequence: 0, signal, silenceMs: o.silenceMs })) {
    if (news.$case === 'event') sequences.push(news.value.sequence);
  }
  return sequences;
}

describe('watchJob', () => {
  it('resumes by sequence when the stream breaks: no gap, no duplicate', async () => {
    const server = createServer([
      { say: [event(1), event(2)], end: Status.UNAVAILABLE },
      { say: [event(2), event(3)], end: 'ok' },
      { say: [event(4, true)], end: 'ok' },
    ]);
    expect(await collect(server.client)).toEqual([1, 2, 3, 4]);
    expect(server.opened).toEqual([0, 2, 3]);
  });

  it('reads again from the last known event when one is missing', async () => {
    const server = createServer([
      { say: [event(1), event(3)], end: 'ok' },
      { say: [event(2), event(3, true)], end: 'ok' },
    ]);
    expect(await collect(server.client)).toEqual([1, 2, 3]);
    expect(server.opened).toEqual([0, 1]);
  });

  it('takes a silent stream for dead', async () => {
    const server = createServer([
      { say: [event(1)], end: 'silence' },
      { say: [event(2, true)], end: 'ok' },
    ]);
    expect(await collect(server.client, { silenceMs: 20 })).toEqual([1, 2]);
  });

  it('goes on from the highest fractions when a resumed stream knows less, until the step is retried', async () => {
    const server = createServer([
      { say: [event(1), progress(1, 0.3, 0.9), progress(2, 0.4, 0.2)], end: Status.UNAVAILABLE },
      {
        say: [progress(2, 0.35, 0.1), progress(2, 0.5, 0.4), progress(2, 0.45, 0.3)],
        end: Status.UNAVAILABLE,
      },
      { say: [retrying(2, 2), progress(2, 0.35, 0.1), event(3, true)], end: 'ok' },
    ]);
    const seen: number[][] = [];
    const signal = new AbortController().signal;
    for await (const news of watchJob(server.client, 'j', { afterSequence: 0, signal })) {
      if (news.$case === 'progress') seen.push([news.value.fraction, news.value.stepFraction]);
    }
    expect(seen).toEqual([
      [0.3, 0.9],
      [0.4, 0.2],
      [0.4, 0.2],
      [0.5, 0.4],
      [0.5, 0.4],
      [0.35, 0.1],
    ]);
  });

  it('throws what the server has against the watch', async () => {
    const server = createServer([{ say: [], end: Status.NOT_FOUND }]);
    await expect(collect(server.client)).rejects.toMatchObject({ code: Status.NOT_FOUND });
  });

  it('ends quietly when the signal aborts', async () => {
    const abort = new AbortController();
    const server = createServer([{ say: [event(1)], end: 'silence' }]);
    const watched = collect(server.client, { signal: abort.signal });
    setImmediate(() => abort.abort());
    expect(await watched).toEqual([1]);
    expect(server.opened).toEqual([0]);
  });
});
