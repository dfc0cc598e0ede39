import { EventEmitter, once } from 'node:events';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { copySpecValue } from '@nanococoa/common/parameters/spec-value.ts';
import { AdSpec, type DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import {
  Job,
  type JobEvent,
  JobProgress,
  JobState,
  Step,
  StepState,
} from '@nanococoa/proto/common/v1/job.ts';
import type {
  RerunJobRequest,
  WatchJobResponse,
  WatchJobsResponse,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { hasWords, jobText, searchWords } from '../../../services/backend/src/storage/job-text.ts';
import type { FrontendMethods } from './scripted-frontend.ts';

type News<Message> = AsyncGenerator<DeepPartial<Message> | undefined, void>;

/** A job whose life a test writes. */
export interface ScriptedJob {
  job: Job;
  /** Logs the next event and tells the watchers. */
  publish(event: JobEvent['event']): void;
  /** Tells the watchers passing news. */
  progress(progress: Partial<JobProgress>): void;
}

/** Jobs that do only what the test says. */
export function createScriptedJobs() {
  const jobs: Array<ScriptedJob & { latest?: JobProgress; requestId: string }> = [];
  const reruns: RerunJobRequest[] = [];
  /** Deleted ones count: no id is given twice. */
  let created = 0;
  const news = new EventEmitter().setMaxListeners(0);
  /** What WatchJobs tells, in the order in which it happened; a cursor is a place in it. */
  const feed: Array<{ $case: 'event'; value: JobEvent } | { $case: 'deleted'; value: { jobId: string } }> =
    [];
  const watches = { opened: 0, open: 0 };
  /** So many jobs are looked at for a page of ListJobs, which may then be a short one. */
  const search = { lookedAt: Number.POSITIVE_INFINITY };
  let cut = new AbortController();

  function create(
    requestId: string,
    spec: AdSpec | undefined,
    labels: Record<string, string> = {},
    parentId = '',
  ): ScriptedJob {
    const id = `01JOB${String(++created).padStart(21, '0')}`;
    const steps = [1, 2, 3].map((number) => Step.fromPartial({ number, state: StepState.PENDING }));
    const job = Job.fromPartial({
      id,
      requestId,
      spec,
      state: JobState.QUEUED,
      steps,
      labels,
      parentId,
      createTime: new Date(),
    });
    job.spec = { ...job.spec, seed: job.spec?.seed ?? 7, output: job.spec?.output } as AdSpec;
    const entry = {
      job,
      requestId,
      publish(event: JobEvent['event']) {
        job.lastSequence++;
        const logged = { jobId: id, sequence: job.lastSequence, time: new Date(), event };
        feed.push({ $case: 'event', value: logged });
        news.emit('news');
      },
      progress(progress: Partial<JobProgress>) {
        jobs[jobs.indexOf(entry)].latest = JobProgress.fromPartial({ jobId: id, ...progress });
        news.emit('news');
      },
    };
    jobs.unshift(entry);
    entry.publish({ $case: 'queued', value: { queuePosition: 2 } });
    return entry;
  }

  const get = (jobId: string) => {
    const entry = jobs.find(({ job }) => job.id === jobId);
    if (entry === undefined) throw new AppError('JOB_NOT_FOUND');
    return entry;
  };

  const counts = () => {
    const of = (state: JobState) => jobs.filter(({ job }) => job.state === state).length;
    return {
      queued: of(JobState.QUEUED),
      running: of(JobState.RUNNING),
      succeeded: of(JobState.SUCCEEDED),
      failed: of(JobState.FAILED),
      cancelled: of(JobState.CANCELLED),
    };
  };

  /** What there is to tell, then nothing until there is more. */
  async function* newsOf(jobId: string, afterSequence: number): News<WatchJobResponse> {
    const entry = get(jobId);
    let at = 0;
    let shown: JobProgress | undefined;
    for (;;) {
      for (; at < feed.length; at++) {
        const piece = feed[at];
        if (piece.$case !== 'event' || piece.value.jobId !== jobId) continue;
        if (piece.value.sequence <= afterSequence) continue;
        yield { news: piece };
        if (piece.value.event?.$case === 'finished') return;
      }
      if (entry.latest !== undefined && entry.latest !== shown) {
        shown = entry.latest;
        yield { news: { $case: 'progress', value: shown } };
      }
      yield undefined;
    }
  }
  async function* newsAfter(cursor: string): News<WatchJobsResponse> {
    let at = cursor === '' ? feed.length : Number(cursor);
    const shown = new Map<string, JobProgress>();
    for (;;) {
      while (at < feed.length) yield { news: feed[at], cursor: String(++at) };
      for (const { job, latest } of jobs) {
        if (latest === undefined || shown.get(job.id) === latest) continue;
        shown.set(job.id, latest);
        yield { news: { $case: 'progress', value: latest }, cursor: String(at) };
      }
      if (at === feed.length) yield undefined;
    }
  }
  /** Counts a watch, lets it sleep while there is no news, and ends it when all are cut. */
  async function* counted<Message>(signal: AbortSignal, messages: News<Message>) {
    watches.opened++;
    watches.open++;
    const { signal: cutSignal } = cut;
    try {
      for await (const message of messages) {
        if (message !== undefined) yield message;
        else await once(news, 'news', { signal: AbortSignal.any([signal, cutSignal]) });
      }
    } catch (error) {
      throw signal.aborted || error instanceof AppError ? error : new AppError('UNAVAILABLE');
    } finally {
      watches.open--;
    }
  }

  const methods = {
    async createJob({ requestId, spec, labels }) {
      const known = jobs.find((entry) => entry.requestId === requestId);
      return { job: (known ?? create(requestId, spec, labels)).job };
    },
    async rerunJob(request) {
      reruns.push(request);
      const known = jobs.find((entry) => entry.requestId === request.requestId);
      if (known) return { job: known.job };
      const spec = AdSpec.fromPartial(get(request.jobId).job.spec ?? {});
      if (request.spec) for (const path of request.updateMask ?? []) copySpecValue(request.spec, spec, path);
      const { job } = create(request.requestId, spec, request.labels, request.jobId);
      return { job };
    },
    getJob: async ({ jobId }) => ({ job: get(jobId).job }),
    async listJobs({ pageSize, pageToken, query = '', states = [] }) {
      const words = searchWords(query);
      const size = pageSize || 20;
      const from = Number(pageToken || 0);
      const page: Job[] = [];
      let at = from;
      for (; at < jobs.length && at < from + search.lookedAt && page.length < size; at++) {
        const { job } = jobs[at];
        if (states.length > 0 && !states.includes(job.state)) continue;
        if (hasWords(words, { id: job.id, text: jobText(job) })) page.push(job);
      }
      const nextPageToken = at < jobs.length ? String(at) : '';
      return { jobs: page, nextPageToken, counts: counts(), watchCursor: String(feed.length) };
    },
    async deleteJob({ jobId }) {
      jobs.splice(jobs.indexOf(get(jobId)), 1);
      feed.push({ $case: 'deleted', value: { jobId } });
      news.emit('news');
      return {};
    },
    async cancelJob({ jobId }) {
      const entry = get(jobId);
      entry.job.state = JobState.CANCELLED;
      entry.publish({ $case: 'finished', value: { job: entry.job } });
      return { job: entry.job };
    },
    watchJob: ({ jobId, afterSequence }, { signal }) => counted(signal, newsOf(jobId, afterSequence)),
    watchJobs: ({ cursor }, { signal }) => counted(signal, newsAfter(cursor)),
  } satisfies FrontendMethods;

  return {
    methods,
    jobs,
    reruns,
    watches,
    search,
    /** Ends all running watches as a dying Frontend would. */
    cutWatches() {
      cut.abort();
      cut = new AbortController();
    },
  };
}
