import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { Status } from 'nice-grpc-common';
import { untilReachable } from '../api/back-off.ts';
import type { FrontendClient } from '../api/client.ts';
import { ApiError, toApiError } from '../api/errors.ts';

export type SubmitClient = Pick<FrontendClient, 'createJob'>;

/** Where a request waits until it is answered: the browser's sessionStorage. */
export type RequestStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'nanococoa.request';

/**
 * Creates a job exactly once: the request is kept with its id before it is sent, so that repeating it,
 * even after a reload, names the same job. Throws ApiError when the server refuses it.
 */
export async function submitJob(
  client: SubmitClient,
  spec: AdSpec,
  store: RequestStore,
  signal: AbortSignal,
): Promise<Job> {
  store.setItem(KEY, JSON.stringify({ requestId: requestId(), spec: AdSpec.toJSON(spec) }));
  return send(client, store, signal);
}

/** Whether a request was sent and never answered. */
export function hasPendingRequest(store: RequestStore): boolean {
  return store.getItem(KEY) !== null;
}

/** Sends the unanswered request again. */
export async function resumePendingRequest(
  client: SubmitClient,
  store: RequestStore,
  signal: AbortSignal,
): Promise<Job> {
  return send(client, store, signal);
}

async function send(client: SubmitClient, store: RequestStore, signal: AbortSignal): Promise<Job> {
  const request = JSON.parse(store.getItem(KEY) ?? '{}');
  const spec = AdSpec.fromJSON(request.spec ?? {});
  try {
    const call = () => client.createJob({ requestId: request.requestId, spec }, { signal });
    const { job } = await untilReachable(call, signal);
    store.removeItem(KEY);
    if (job !== undefined) return job;
    throw new ApiError({ code: Status.INTERNAL, reason: 'INTERNAL', message: 'The answer has no job.' });
  } catch (error) {
    // Refused: repeating it would only be refused again. Aborted (the page goes away): keep it.
    if (!signal.aborted) store.removeItem(KEY);
    throw toApiError(error);
  }
}

/** A random UUID; crypto.randomUUID exists only on https and localhost. */
function requestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
