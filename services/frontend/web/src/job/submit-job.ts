import { AdSpec, type Job, type NanococoaClient, newRequestId, toNanococoaError } from '@nanococoa/client';

export type SubmitClient = Pick<NanococoaClient, 'createJob' | 'rerunJob'>;

/** Where requests wait until they are answered: the browser's sessionStorage. */
export type RequestStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What to change in a job that is made again. */
export interface SpecPatch {
  /** Paths in AdSpec, such as "text.content"; one that `spec` does not set gets its default. */
  paths: string[];
  spec: AdSpec;
}

/** A job to be made. */
export interface Submission {
  /** All of the spec; with `rerun` the new values of the fields that change. */
  spec: AdSpec;
  /** The job that it is made from. */
  rerun?: {
    jobId: string;
    paths: string[];
    /** As in RerunJob; 0: the first step that a changed field belongs to. */
    fromStep: number;
  };
  labels: Record<string, string>;
}

/** A request as it is kept. */
interface Pending extends Omit<Submission, 'spec'> {
  requestId: string;
  /** JSON of AdSpec. */
  spec: unknown;
}

const KEY = 'nanococoa.pending-requests';

/**
 * Creates jobs exactly once: the requests are kept with their ids before any is sent, so that repeating them, even
 * after a reload, names the same jobs. Throws NanococoaError when the server refuses one; the ones after it are not sent.
 */
export async function submitJobs(
  client: SubmitClient,
  submissions: readonly Submission[],
  store: RequestStore,
  signal: AbortSignal,
): Promise<Job[]> {
  const requests = submissions.map((one) => ({
    ...one,
    requestId: newRequestId(),
    spec: AdSpec.toJSON(one.spec),
  }));
  keep(store, [...pendingIn(store), ...requests]);
  return sendEach(client, requests, store, signal);
}

/** Whether requests were sent and never answered. */
export function hasPendingRequests(store: RequestStore): boolean {
  return pendingIn(store).length > 0;
}

/** Sends the unanswered requests in their order, again if need be. */
export function resumePendingRequests(
  client: SubmitClient,
  store: RequestStore,
  signal: AbortSignal,
): Promise<Job[]> {
  return sendEach(client, pendingIn(store), store, signal);
}

async function sendEach(
  client: SubmitClient,
  requests: readonly Pending[],
  store: RequestStore,
  signal: AbortSignal,
): Promise<Job[]> {
  const jobs: Job[] = [];
  const isAnswered = new Set<string>();
  const forget = (): void => {
    keep(
      store,
      pendingIn(store).filter(({ requestId }) => !isAnswered.has(requestId)),
    );
  };
  try {
    for (const request of requests) {
      jobs.push(await send(client, request, signal));
      isAnswered.add(request.requestId);
      forget();
    }
    return jobs;
  } catch (error) {
    // Refused: repeating it would only be refused again. Aborted (the page goes away): keep them.
    if (!signal.aborted) {
      for (const { requestId } of requests) isAnswered.add(requestId);
      forget();
    }
    throw toNanococoaError(error);
  }
}

function send(client: SubmitClient, request: Pending, signal: AbortSignal): Promise<Job> {
  const { requestId, labels, rerun } = request;
  const asked = { requestId, labels, spec: AdSpec.fromJSON(request.spec) };
  if (rerun === undefined) return client.createJob(asked, { signal });
  const { jobId, ...how } = rerun;
  return client.rerunJob(jobId, { ...asked, ...how }, { signal });
}

function pendingIn(store: RequestStore): Pending[] {
  return JSON.parse(store.getItem(KEY) ?? '[]');
}

function keep(store: RequestStore, requests: readonly Pending[]): void {
  if (requests.length > 0) store.setItem(KEY, JSON.stringify(requests));
  else store.removeItem(KEY);
}
