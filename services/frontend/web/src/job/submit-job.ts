import { AdSpec, type Job, type NanococoaClient, newRequestId, toNanococoaError } from '@nanococoa/client';

export type SubmitClient = Pick<NanococoaClient, 'createJob' | 'rerunJob'>;

/** Where a request waits until it is answered: the browser's sessionStorage. */
export type RequestStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What to change in a job that is made again. */
export interface SpecPatch {
  /** Paths in AdSpec, such as "text.content". */
  paths: string[];
  spec: AdSpec;
}

/** A request as it is kept; `rerun` where it is made from another job. */
interface Pending {
  requestId: string;
  /** JSON of AdSpec. */
  spec: unknown;
  rerun?: { jobId: string; paths: string[] };
}

const KEY = 'nanococoa.pending-request';

/**
 * Creates a job exactly once: the request is kept with its id before it is sent, so that repeating it,
 * even after a reload, names the same job. Throws NanococoaError when the server refuses it.
 */
export async function submitJob(
  client: SubmitClient,
  spec: AdSpec,
  store: RequestStore,
  signal: AbortSignal,
): Promise<Job> {
  keep(store, { requestId: newRequestId(), spec: AdSpec.toJSON(spec) });
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
  keep(store, { requestId: newRequestId(), spec: AdSpec.toJSON(spec), rerun: { jobId, paths } });
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
  const { requestId, spec, rerun }: Pending = JSON.parse(store.getItem(KEY) ?? '{}');
  const request = { requestId, spec: AdSpec.fromJSON(spec ?? {}) };
  try {
    const job = await (rerun === undefined
      ? client.createJob(request, { signal })
      : client.rerunJob(rerun.jobId, { ...request, paths: rerun.paths }, { signal }));
    store.removeItem(KEY);
    return job;
  } catch (error) {
    // Refused: repeating it would only be refused again. Aborted (the page goes away): keep it.
    if (!signal.aborted) store.removeItem(KEY);
    throw toNanococoaError(error);
  }
}

function keep(store: RequestStore, request: Pending): void {
  store.setItem(KEY, JSON.stringify(request));
}
