import { AdSpec, Job, NanococoaError, Status } from '@nanococoa/client';
import { describe, expect, it } from 'vitest';
import {
  hasPendingRequest,
  type RequestStore,
  resumePendingRequest,
  type SubmitClient,
  submitJob,
  submitRerun,
} from './submit-job.ts';

const SPEC = AdSpec.fromPartial({ text: { content: '오늘의 커피' }, seed: 7 });
const { signal } = new AbortController();

function createStore(): RequestStore {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

/** Answers each call as told, or only the page's going away, and remembers what was asked. */
function createServer(answers: Array<'job' | 'nothing' | 'refusal'>) {
  const requests: object[] = [];
  const answer = async (request: object, signal: AbortSignal | undefined) => {
    requests.push(request);
    const next = answers[requests.length - 1];
    if (next === 'job') return Job.fromPartial({ id: 'j' });
    if (next === 'refusal') {
      throw new NanococoaError({ code: Status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST', message: 'no' });
    }
    return new Promise<Job>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  };
  const client: SubmitClient = {
    createJob: (request, o) => answer(request, o?.signal),
    rerunJob: (jobId, request, o) => answer({ jobId, ...request }, o?.signal),
  };
  return { client, requests };
}

describe('submitJob', () => {
  it('sends the spec under an id of its own', async () => {
    const store = createStore();
    const server = createServer(['job', 'job']);
    expect((await submitJob(server.client, SPEC, store, signal)).id).toBe('j');
    await submitJob(server.client, SPEC, store, signal);
    const ids = server.requests.map((request) => (request as { requestId: string }).requestId);
    expect(new Set(ids).size).toBe(2);
    expect(server.requests[0]).toEqual({ requestId: ids[0], spec: SPEC });
    expect(hasPendingRequest(store)).toBe(false);
  });

  it('keeps a request that the page left before its answer, for the next visit', async () => {
    const store = createStore();
    const abort = new AbortController();
    const server = createServer(['nothing', 'job']);
    const left = submitJob(server.client, SPEC, store, abort.signal);
    setImmediate(() => abort.abort());
    await expect(left).rejects.toThrow();
    expect(hasPendingRequest(store)).toBe(true);
    await resumePendingRequest(server.client, store, signal);
    expect(server.requests[1]).toEqual(server.requests[0]);
  });

  it('makes a job again with what was changed, also after a reload', async () => {
    const store = createStore();
    const abort = new AbortController();
    const server = createServer(['nothing', 'job']);
    const patch = { paths: ['text.content', 'seed'], spec: SPEC };
    const left = submitRerun(server.client, 'parent', patch, store, abort.signal);
    setImmediate(() => abort.abort());
    await expect(left).rejects.toThrow();
    await resumePendingRequest(server.client, store, signal);
    expect(server.requests[0]).toMatchObject({
      jobId: 'parent',
      paths: ['text.content', 'seed'],
      spec: SPEC,
    });
    expect(server.requests[1]).toEqual(server.requests[0]);
  });

  it('forgets a request that was refused', async () => {
    const store = createStore();
    const server = createServer(['refusal']);
    const refused = submitJob(server.client, SPEC, store, signal);
    await expect(refused).rejects.toMatchObject({ code: Status.INVALID_ARGUMENT });
    expect(hasPendingRequest(store)).toBe(false);
  });
});
