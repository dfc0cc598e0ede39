import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { ContextExtension } from '@nanococoa/common/rpc/context.ts';
import type {
  BackendServiceImplementation,
  CreateJobRequest,
  WatchJobsResponse,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import { type Job, JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';

type LoggedNews = Extract<NonNullable<WatchJobsResponse['news']>, { $case: 'event' | 'deleted' }>;

interface FakeJob {
  request: CreateJobRequest;
  id: string;
  caller: string;
  /** What the job became; absent: it waits. */
  finished?: Partial<Job>;
}

/** The jobs of the fake Backend; they outlive a restart of its server. */
export interface FakeJobs {
  jobs: FakeJob[];
  /** Watches that are open now. */
  watching: number;
  /** Method names, in the order of the calls. */
  calls: string[];
  events: Map<string, JobEvent[]>;
  /** What happened to any job, in order: what WatchJobs follows, by position. */
  log: { caller: string; news: LoggedNews }[];
  /** Positions before this one are not kept any more. */
  oldestPosition: number;
  /** Appends an event to a job and tells its watchers. */
  publish(jobId: string, event: NonNullable<JobEvent['event']>): void;
}

type JobMethods = Pick<
  BackendServiceImplementation<ContextExtension>,
  'createJob' | 'getJob' | 'listJobs' | 'cancelJob' | 'deleteJob' | 'watchJob' | 'watchJobs'
>;

/** Jobs that wait until the test says what happens to them, and the rpcs about them. */
export function createFakeJobs(stopping: () => AbortSignal): { jobs: FakeJobs; methods: JobMethods } {
  const wake = new Set<() => void>();
  let lastId = 0;
  const fake: FakeJobs = {
    jobs: [],
    watching: 0,
    calls: [],
    events: new Map(),
    log: [],
    oldestPosition: 0,
    publish(jobId, event) {
      const log = fake.events.get(jobId) ?? [];
      fake.events.set(jobId, log);
      const value = JobEvent.fromPartial({ jobId, sequence: log.length + 1, time: new Date(), event });
      log.push(value);
      announce(fake.jobs.find(({ id }) => id === jobId)?.caller ?? '', { $case: 'event', value });
    },
  };

  function announce(caller: string, news: LoggedNews): void {
    fake.log.push({ caller, news });
    for (const notify of wake) notify();
  }
  /** Waits for the next announcement. @throws AppError SHUTTING_DOWN when there will be none */
  async function announced(signal: AbortSignal): Promise<void> {
    const next = Promise.withResolvers<void>();
    wake.add(next.resolve);
    const over = AbortSignal.any([signal, stopping()]);
    over.addEventListener('abort', () => next.resolve(), { once: true });
    if (!over.aborted) await next.promise;
    wake.delete(next.resolve);
    if (over.aborted) throw new AppError('SHUTTING_DOWN');
  }
  function opened(): Disposable {
    fake.watching += 1;
    return { [Symbol.dispose]: () => (fake.watching -= 1) };
  }
  function ownJob(jobId: string, caller: string): FakeJob {
    const found = fake.jobs.find((job) => job.id === jobId && job.caller === caller);
    if (!found) throw new AppError('JOB_NOT_FOUND');
    return found;
  }
  function requestedJob(requestId: string, caller: string): FakeJob | undefined {
    return fake.jobs.find((job) => job.caller === caller && job.request.requestId === requestId);
  }
  function describe({ id, caller, request, finished }: FakeJob) {
    const { spec, requestId, priority, labels, parentId } = request;
    const lastSequence = fake.events.get(id)?.length ?? 0;
    const facts = { id, requestId, caller, spec, priority, labels, parentId, lastSequence };
    return { ...facts, state: JobState.QUEUED, ...finished };
  }

  const methods: JobMethods = {
    async createJob(request, { caller }) {
      fake.calls.push('createJob');
      const earlier = requestedJob(request.requestId, caller);
      if (earlier && earlier.request.specSha256 !== request.specSha256) {
        throw new AppError('REQUEST_ID_REUSED');
      }
      if (earlier) return { job: describe(earlier) };
      const job = { request, caller, id: String((lastId += 1)).padStart(26, '0') };
      fake.jobs.push(job);
      return { job: describe(job) };
    },
    async getJob({ jobId, requestId }, { caller }) {
      fake.calls.push('getJob');
      const job = jobId ? ownJob(jobId, caller) : requestedJob(requestId, caller);
      if (!job) throw new AppError('JOB_NOT_FOUND');
      return { job: describe(job) };
    },
    async listJobs(request, { caller }) {
      const jobs = fake.jobs.filter((job) => job.caller === caller).slice(0, request.pageSize);
      return {
        jobs: jobs.map(({ id }) => ({ id })),
        nextPageToken: `size-${request.pageSize}${request.query}`,
      };
    },
    async cancelJob({ jobId }, { caller }) {
      return { job: { id: ownJob(jobId, caller).id, state: JobState.CANCELLED } };
    },
    async deleteJob({ jobId }, { caller }) {
      const job = ownJob(jobId, caller);
      if (!job.finished) throw new AppError('JOB_NOT_FINISHED');
      fake.jobs.splice(fake.jobs.indexOf(job), 1);
      announce(caller, { $case: 'deleted', value: { jobId } });
      return {};
    },
    async *watchJob({ jobId, afterSequence }, { caller, signal }) {
      fake.calls.push('watchJob');
      ownJob(jobId, caller);
      let at = afterSequence;
      using _open = opened();
      for (;;) {
        // What is published while a message is on its way is seen before the wait begins.
        for (let event = fake.events.get(jobId)?.[at]; event; event = fake.events.get(jobId)?.[at]) {
          at = event.sequence;
          yield { news: { $case: 'event', value: event } };
          if (event.event?.$case === 'finished') return;
        }
        await announced(signal);
      }
    },
    async *watchJobs({ cursor }, { caller, signal }) {
      fake.calls.push('watchJobs');
      let at = cursor === '' ? fake.log.length : Number(cursor);
      if (at < fake.oldestPosition) throw new AppError('CURSOR_EXPIRED');
      using _open = opened();
      yield { cursor: String(at), news: { $case: 'heartbeat', value: { time: new Date() } } };
      for (;;) {
        while (at < fake.log.length) {
          const entry = fake.log[at++];
          if (entry.caller === caller) yield { cursor: String(at), news: entry.news };
        }
        await announced(signal);
      }
    },
  };
  return { jobs: fake, methods };
}
