import { AdSpec, Job, NanococoaError, Status } from '@nanococoa/client';
import { describe, expect, it } from 'vitest';
import {
  hasPendingRequests,
  type RequestStore,
  resumePendingRequests,
  type Submission,
  type SubmitClient,
  submitJobs,
} from './submit-job.ts';

const SPEC = AdSpec.fromPartial({ text: { content: '오늘의 커피' }, seed: 7 });
const ONE: Submission = { spec: SPEC, labels: {} };
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

describe('submitJobs', () => {
  it('sends the spec under an id of its own', async () => {
    const store = createStore();
    const server = createServer(['job', 'job']);
    const [job] = await submitJobs(server.client, [ONE], store, signal);
    expect(job.id).toBe('j');
    await submitJobs(server.client, [ONE], store, signal);
    const ids = server.requests.map((request) => (request as { requestId: string }).requestId);
    expect(new Set(ids).size).toBe(2);
    expect(server.requests[0]).toEqual({ requestId: ids[0], spec: SPEC, labels: {} });
    expect(hasPendingRequests(store)).toBe(false);
  });

  it('keeps a request that the page left before its answer, for the next visit', async () => {
    const store = createStore();
    const abort = new AbortController();
    const server = createServer(['nothing', 'job']);
    const left = submitJobs(server.client, [ONE], store, abort.signal);
    setImmediate(() => abort.abort());
    await expect(left).rejects.toThrow();
    expect(hasPendingRequests(store)).toBe(true);
    await resumePendingRequests(server.client, store, signal);
    expect(server.requests[1]).toEqual(server.requests[0]);
  });

  it('makes a job again with what was changed, also after a reload', async () => {
    const store = createStore();
    const abort = new AbortController();
    const server = createServer(['nothing', 'job']);
    const rerun = { jobId: 'parent', paths: ['text.content', 'seed'], fromStep: 1 };
    const again = { spec: SPEC, rerun, labels: { family: 'f' } };
    const left = submitJobs(server.client, [again], store, abort.signal);
    setImmediate(() => abort.abort());
    await expect(left).rejects.toThrow();
    await resumePendingRequests(server.client, store, signal);
    expect(server.requests[0]).toMatchObject({
      jobId: 'parent',
      paths: ['text.content', 'seed'],
      fromStep: 1,
      spec: SPEC,
      labels: { family: 'f' },
    });
    expect(server.requests[1]).toEqual(server.requests[0]);
  });

  it('forgets a request that was refused', async () => {
    const store = createStore();
    const server = createServer(['refusal']);
    const refused = submitJobs(server.client, [ONE], store, signal);
    await expect(refused).rejects.toMatchObject({ code: Status.INVALID_ARGUMENT });
    expect(hasPendingRequests(store)).toBe(false);
  });

  it('sends several in their order, and after a reload those that are left', async () => {
    const store = createStore();
    const abort = new AbortController();
    const server = createServer(['job', 'nothing', 'job', 'job']);
    const three = [1, 2, 3].map((seed) => ({ ...ONE, spec: AdSpec.fromPartial({ seed }) }));
    const left = submitJobs(server.client, three, store, abort.signal);
    setImmediate(() => abort.abort());
    await expect(left).rejects.toThrow();
    expect(await resumePendingRequests(server.client, store, signal)).toHaveLength(2);
    const seeds = server.requests.map((request) => (request as { spec: AdSpec }).spec.seed);
    expect(seeds).toEqual([1, 2, 2, 3]);
    expect(hasPendingRequests(store)).toBe(false);
  });

  it('sends none after one that was refused', async () => {
    const store = createStore();
    const server = createServer(['job', 'refusal']);
    const refused = submitJobs(server.client, [ONE, ONE, ONE], store, signal);
    await expect(refused).rejects.toMatchObject({ code: Status.INVALID_ARGUMENT });
    expect(server.requests).toHaveLength(2);
    expect(hasPendingRequests(store)).toBe(false);
  });
});
