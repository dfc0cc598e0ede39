import { EventEmitter, once } from 'node:events';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { copySpecValue } from '@nanococoa/common/parameters/spec-value.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import {
  Job,
  type JobEvent,
  JobProgress,
  JobState,
  Step,
  StepState,
} from '@nanococoa/proto/common/v1/job.ts';
import type { RerunJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { FrontendMethods } from './scripted-frontend.ts';

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
  const jobs: Array<ScriptedJob & { log: JobEvent[]; latest?: JobProgress; requestId: string }> = [];
  const reruns: RerunJobRequest[] = [];
  const news = new EventEmitter().setMaxListeners(0);
  const watches = { opened: 0, open: 0 };
  let cut = new AbortController();

  function create(requestId: string, spec: AdSpec | undefined): ScriptedJob {
    const id = `01JOB${String(jobs.length + 1).padStart(21, '0')}`;
    const steps = [1, 2, 3].map((number) => Step.fromPartial({ number, state: StepState.PENDING }));
    const job = Job.fromPartial({
      id,
      requestId,
      spec,
      state: JobState.QUEUED,
      steps,
      createTime: new Date(),
    });
    job.spec = { ...job.spec, seed: job.spec?.seed ?? 7, output: job.spec?.output } as AdSpec;
    const log: JobEvent[] = [];
    const entry = {
      job,
      log,
      requestId,
      publish(event: JobEvent['event']) {
        job.lastSequence = log.length + 1;
        log.push({ jobId: id, sequence: job.lastSequence, time: new Date(), event });
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

  const methods = {
    async createJob({ requestId, spec }) {
      const known = jobs.find((entry) => entry.requestId === requestId);
      return { job: (known ?? create(requestId, spec)).job };
    },
    async rerunJob(request) {
      reruns.push(request);
      const known = jobs.find((entry) => entry.requestId === request.requestId);
      if (known) return { job: known.job };
      const spec = AdSpec.fromPartial(get(request.jobId).job.spec ?? {});
      if (request.spec) for (const path of request.updateMask ?? []) copySpecValue(request.spec, spec, path);
      const { job } = create(request.requestId, spec);
      job.parentId = request.jobId;
      return { job };
    },
    getJob: async ({ jobId }) => ({ job: get(jobId).job }),
    listJobs: async () => ({ jobs: jobs.map(({ job }) => job), nextPageToken: '', counts: undefined }),
    async cancelJob({ jobId }) {
      const entry = get(jobId);
      entry.job.state = JobState.CANCELLED;
      entry.publish({ $case: 'finished', value: { job: entry.job } });
      return { job: entry.job };
    },
    async *watchJob({ jobId, afterSequence }, { signal }) {
      const entry = get(jobId);
      let sequence = afterSequence;
      let shown: JobProgress | undefined;
      watches.opened++;
      watches.open++;
      try {
        for (;;) {
          for (const event of entry.log.slice(sequence)) {
            sequence = event.sequence;
            yield { news: { $case: 'event', value: event } };
            if (event.event?.$case === 'finished') return;
          }
          if (entry.latest !== undefined && entry.latest !== shown) {
            shown = entry.latest;
            yield { news: { $case: 'progress', value: shown } };
          }
          await once(news, 'news', { signal: AbortSignal.any([signal, cut.signal]) });
        }
      } catch (error) {
        throw signal.aborted ? error : new AppError('UNAVAILABLE');
      } finally {
        watches.open--;
      }
    },
  } satisfies FrontendMethods;

  return {
    methods,
    jobs,
    reruns,
    watches,
    /** Ends all running watches as a dying Frontend would. */
    cutWatches() {
      cut.abort();
      cut = new AbortController();
    },
  };
}
