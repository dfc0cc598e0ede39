import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Job } from '@nanococoa/proto/common/v1/job.ts';
import type {
  CreateJobRequest,
  DeepPartial,
  RerunJobRequest,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ClientError, Status } from 'nice-grpc-common';
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

/** Answers each call as told and remembers what was asked. */
function createServer(answers: Array<Status | 'job'>) {
  const requests: Array<DeepPartial<CreateJobRequest | RerunJobRequest>> = [];
  const answer = async (request: DeepPartial<CreateJobRequest | RerunJobRequest>) => {
    requests.push(request);
    const next = answers[requests.length - 1];
    if (next !== 'job') throw new ClientError('/x', next, 'no');
    return { job: Job.fromPartial({ id: 'j' }) };
  };
  const client: SubmitClient = { createJob: answer, rerunJob: answer };
  return { client, requests };
}

describe('submitJob', () => {
  it('repeats an unanswered request under the same id', async () => {
    const store = createStore();
    const server = createServer([Status.UNAVAILABLE, 'job']);
    expect((await submitJob(server.client, SPEC, store, signal)).id).toBe('j');
    const [first, second] = server.requests;
    expect(first.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).toEqual(first);
    expect(first.spec).toEqual(SPEC);
    expect(hasPendingRequest(store)).toBe(false);
  });

  it('keeps a request that the page left before its answer, for the next visit', async () => {
    const store = createStore();
    const abort = new AbortController();
    const server = createServer([Status.UNAVAILABLE, 'job']);
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
    const server = createServer([Status.UNAVAILABLE, 'job']);
    const patch = { paths: ['text.content', 'seed'], spec: SPEC };
    const left = submitRerun(server.client, 'parent', patch, store, abort.signal);
    setImmediate(() => abort.abort());
    await expect(left).rejects.toThrow();
    await resumePendingRequest(server.client, store, signal);
    expect(server.requests[0]).toMatchObject({
      jobId: 'parent',
      updateMask: ['text.content', 'seed'],
      spec: SPEC,
    });
    expect(server.requests[1]).toEqual(server.requests[0]);
  });

  it('forgets a request that was refused', async () => {
    const store = createStore();
    const server = createServer([Status.INVALID_ARGUMENT]);
    const refused = submitJob(server.client, SPEC, store, signal);
    await expect(refused).rejects.toMatchObject({ code: Status.INVALID_ARGUMENT });
    expect(hasPendingRequest(store)).toBe(false);
  });
});
