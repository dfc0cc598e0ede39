import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { CreateJobRequest, RerunJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { Status } from 'nice-grpc-common';
import { untilReachable } from '../api/back-off.ts';
import type { FrontendClient } from '../api/client.ts';
import { ApiError, toApiError } from '../api/errors.ts';

export type SubmitClient = Pick<FrontendClient, 'createJob' | 'rerunJob'>;

/** Where a request waits until it is answered: the browser's sessionStorage. */
export type RequestStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What to change in a job that is made again. */
export interface SpecPatch {
  /** Paths in AdSpec, such as "text.content". */
  paths: string[];
  spec: AdSpec;
}

const KEY = 'nanococoa.pending';

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
  const create = CreateJobRequest.fromPartial({ requestId: requestId(), spec });
  store.setItem(KEY, JSON.stringify({ create: CreateJobRequest.toJSON(create) }));
  return resumePendingRequest(client, store, signal);
}

/** Makes a job again with some fields changed, exactly once, as `submitJob`. */
export async function submitRerun(
  client: SubmitClient,
  jobId: string,
  { paths, spec }: SpecPatch,
  store: RequestStore,
  signal: AbortSignal,
): Promise<Job> {
  const rerun = RerunJobRequest.fromPartial({ requestId: requestId(), jobId, updateMask: paths, spec });
  store.setItem(KEY, JSON.stringify({ rerun: RerunJobRequest.toJSON(rerun) }));
  return resumePendingRequest(client, store, signal);
}

/** Whether a request was sent and never answered. */
export function hasPendingRequest(store: RequestStore): boolean {
  return store.getItem(KEY) !== null;
}

/** Sends the unanswered request, again if need be. */
export async function resumePendingRequest(
  client: SubmitClient,
  store: RequestStore,
  signal: AbortSignal,
): Promise<Job> {
  const { create, rerun } = JSON.parse(store.getItem(KEY) ?? '{}');
  const call = () =>
    rerun === undefined
      ? client.createJob(CreateJobRequest.fromJSON(create ?? {}), { signal })
      : client.rerunJob(RerunJobRequest.fromJSON(rerun), { signal });
  try {
    const { job } = await untilReachable<{ job: Job | undefined }>(call, signal);
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
