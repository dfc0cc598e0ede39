import { ClientError, Status } from 'nice-grpc-common';
import { describe, expect, it } from 'vitest';
import { type JobEvent, JobProgress } from '#proto/common/v1/job.ts';
import type { WatchJobResponse } from '#proto/frontend/v1/frontend_service.ts';
import { testWire } from '../calls/test-wire.fixture.ts';
import { type JobNews, type WatchOptions, watchJob } from './watch-job.ts';

/** One opened stream: what it says before it ends as told. */
type Script = { say: JobNews[]; end: 'ok' | 'silence' | Status };

function createServer(scripts: Script[]) {
  const opened: number[] = [];
  const rpc = {
    async *watchJob(
      { afterSequence = 0 }: { afterSequence?: number },
      options?: { signal?: AbortSignal },
    ): AsyncGenerator<WatchJobResponse> {
      const script = scripts[opened.length] ?? { say: [], end: 'silence' };
      opened.push(afterSequence);
      yield { news: { $case: 'heartbeat', value: { time: undefined } } };
      for (const news of script.say) yield { news };
      if (script.end === 'silence') {
        await new Promise((_, reject) =>
          options?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      } else if (script.end !== 'ok') throw new ClientError('/x', script.end, 'gone');
    },
  };
  return { rpc, opened };
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

async function collect(
  { rpc }: ReturnType<typeof createServer>,
  o: WatchOptions & { silenceMs?: number } = {},
) {
  const sequences: number[] = [];
  for await (const news of watchJob(testWire(rpc, o), 'j', o)) {
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
    const breaks: string[] = [];
    expect(await collect(server, { onBreak: ({ message }) => breaks.push(message) })).toEqual([1, 2, 3, 4]);
    expect(server.opened).toEqual([0, 2, 3]);
    expect(breaks).toEqual(['gone', 'The stream ended early.']);
  });

  it('reads again from the last known event when one is missing', async () => {
    const server = createServer([
      { say: [event(1), event(3)], end: 'ok' },
      { say: [event(2), event(3, true)], end: 'ok' },
    ]);
    expect(await collect(server)).toEqual([1, 2, 3]);
    expect(server.opened).toEqual([0, 1]);
  });

  it('begins after what is known', async () => {
    const server = createServer([{ say: [event(5), event(6, true)], end: 'ok' }]);
    expect(await collect(server, { afterSequence: 4 })).toEqual([5, 6]);
    expect(server.opened).toEqual([4]);
  });

  it('takes a silent stream for dead', async () => {
    const server = createServer([
      { say: [event(1)], end: 'silence' },
      { say: [event(2, true)], end: 'ok' },
    ]);
    expect(await collect(server, { silenceMs: 20 })).toEqual([1, 2]);
  });

  it('does not take the time of its reader for silence', async () => {
    const server = createServer([{ say: [event(1), event(2, true)], end: 'ok' }]);
    for await (const _ of watchJob(testWire(server.rpc, { silenceMs: 5 }), 'j', {})) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(server.opened).toEqual([0]);
  });

  it('goes on from the highest fractions when a resumed stream knows less, until the step is retried', async () => {
    const server = createServer([
      { say: [event(1), progress(1, 0.3, 0.9), progress(2, 0.4, 0.2)], end: Status.UNAVAILABLE },
      {
        say: [progress(2, 0.35, 0.1), progress(0, 0.1, 0), progress(2, 0.5, 0.4), progress(2, 0.45, 0.3)],
        end: Status.UNAVAILABLE,
      },
      { say: [retrying(2, 2), progress(2, 0.35, 0.1), event(3, true)], end: 'ok' },
    ]);
    const seen: number[][] = [];
    for await (const news of watchJob(testWire(server.rpc), 'j', {})) {
      if (news.$case === 'progress') seen.push([news.value.fraction, news.value.stepFraction]);
    }
    expect(seen).toEqual([
      [0.3, 0.9],
      [0.4, 0.2],
      [0.4, 0.2],
      [0.4, 0],
      [0.5, 0.4],
      [0.5, 0.4],
      [0.35, 0.1],
    ]);
  });

  it('throws what the server has against the watch', async () => {
    const server = createServer([{ say: [], end: Status.NOT_FOUND }]);
    await expect(collect(server)).rejects.toMatchObject({ code: Status.NOT_FOUND });
  });

  it('rejects with the signal’s reason when that aborts, and closes the stream', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const server = createServer([{ say: [event(1)], end: 'silence' }]);
    const watched = collect(server, { signal: abort.signal });
    setImmediate(() => abort.abort(reason));
    await expect(watched).rejects.toBe(reason);
    expect(server.opened).toEqual([0]);
  });

  it('closes the stream of a reader that leaves', async () => {
    let isClosed = false;
    const rpc = {
      async *watchJob(_: object, options?: { signal?: AbortSignal }): AsyncGenerator<WatchJobResponse> {
        options?.signal?.addEventListener('abort', () => (isClosed = true));
        yield { news: event(1) };
        yield { news: event(2) };
      },
    };
    for await (const _ of watchJob(testWire(rpc), 'j', {})) break;
    expect(isClosed).toBe(true);
  });
});
