import type { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';
import type { LogEntry } from '../storage/job-storage.ts';
import { CallerMailbox } from './caller-mailbox.ts';
import { JobMailbox } from './job-mailbox.ts';
import { createProgressTopic, type ProgressTopic } from './progress-topic.ts';

/** Tells watchers in this process what happens to jobs. */
export interface NewsHub {
  /** Announces entries of the log, which are durable, in its order: what `storage.follow` calls back. */
  announce(entries: readonly LogEntry[]): void;
  /** Announces passing news: only the newest is kept, at most ten a second and job. */
  publishProgress(progress: JobProgress): void;
  subscribe(jobId: string): { mailbox: JobMailbox; close(): void };
  /** News of all of a caller's jobs. */
  subscribeCaller(caller: string): CallerSubscription;
  /** Jobs that somebody watches. */
  watchedJobs(): Iterable<string>;
  readonly closed: boolean;
  /** Wakes all watchers, who find the hub closed. */
  close(): void;
}

export interface CallerSubscription {
  mailbox: CallerMailbox;
  /** Names the caller's unfinished jobs: the hub learns by itself only of those that begin later. */
  addJobs(jobIds: readonly string[]): void;
  close(): void;
}

interface JobTopic {
  mailboxes: Set<JobMailbox>;
  progress: ProgressTopic;
}

interface CallerTopic {
  mailboxes: Set<CallerMailbox>;
  unfinishedJobs: Set<string>;
}

/** Makes the hub. */
export function createNewsHub({ clock }: { clock: Clock }): NewsHub {
  const jobs = new Map<string, JobTopic>();
  const callers = new Map<string, CallerTopic>();
  /** Whose a job is; only of callers that watch all of theirs. */
  const callerOf = new Map<string, CallerTopic>();
  let closed = false;

  const jobTopic = (jobId: string): JobTopic => {
    let topic = jobs.get(jobId);
    if (!topic) {
      const mailboxes = new Set<JobMailbox>();
      const progress = createProgressTopic(clock, (news) => {
        for (const mailbox of mailboxes) mailbox.addProgress(news);
        for (const mailbox of callerOf.get(jobId)?.mailboxes ?? []) mailbox.addProgress(news);
      });
      topic = { mailboxes, progress };
      jobs.set(jobId, topic);
    }
    return topic;
  };
  const tellJob = ({ jobId, event }: LogEntry): void => {
    const topic = jobs.get(jobId);
    if (!topic) return;
    if (movesOn(event)) topic.progress.clear();
    for (const mailbox of topic.mailboxes) {
      if (event) mailbox.addEvent(event, movesOn(event));
      else mailbox.addDeletion();
    }
    if (topic.mailboxes.size === 0 && !topic.progress.latest()) jobs.delete(jobId);
  };
  const tellCaller = (entry: LogEntry): void => {
    const topic = callers.get(entry.caller);
    if (!topic) return;
    if (isEnd(entry.event)) {
      topic.unfinishedJobs.delete(entry.jobId);
      callerOf.delete(entry.jobId);
    } else {
      addJob(topic, entry.jobId);
    }
    for (const mailbox of topic.mailboxes) mailbox.addEntry(entry, movesOn(entry.event));
  };
  const addJob = (topic: CallerTopic, jobId: string): void => {
    topic.unfinishedJobs.add(jobId);
    callerOf.set(jobId, topic);
  };

  return {
    get closed() {
      return closed;
    },
    announce(entries) {
      for (const entry of entries) {
        tellJob(entry);
        tellCaller(entry);
      }
    },
    publishProgress: (progress) => jobTopic(progress.jobId).progress.publish(progress),
    subscribe(jobId) {
      const topic = jobTopic(jobId);
      const mailbox = new JobMailbox();
      const latest = topic.progress.latest();
      if (latest) mailbox.addProgress(latest);
      topic.mailboxes.add(mailbox);
      return {
        mailbox,
        close() {
          topic.mailboxes.delete(mailbox);
          const isNeeded = topic.mailboxes.size > 0 || topic.progress.latest();
          if (!isNeeded && jobs.get(jobId) === topic) jobs.delete(jobId);
        },
      };
    },
    subscribeCaller(caller) {
      let topic = callers.get(caller);
      if (!topic) {
        topic = { mailboxes: new Set(), unfinishedJobs: new Set() };
        callers.set(caller, topic);
      }
      const { mailboxes, unfinishedJobs } = topic;
      const mailbox = new CallerMailbox();
      mailboxes.add(mailbox);
      return {
        mailbox,
        addJobs(jobIds) {
          for (const jobId of jobIds) {
            addJob(topic, jobId);
            const latest = jobs.get(jobId)?.progress.latest();
            if (latest) mailbox.addProgress(latest);
          }
        },
        close() {
          mailboxes.delete(mailbox);
          if (mailboxes.size > 0) return;
          callers.delete(caller);
          for (const jobId of unfinishedJobs) callerOf.delete(jobId);
        },
      };
    },
    *watchedJobs() {
      for (const [jobId, { mailboxes }] of jobs) if (mailboxes.size > 0 && !callerOf.has(jobId)) yield jobId;
      yield* callerOf.keys();
    },
    close() {
      closed = true;
      for (const { mailboxes } of [...jobs.values(), ...callers.values()]) {
        for (const { signal } of mailboxes) signal.raise();
      }
    },
  };
}

/** Whether what was going on before an event is no news any more. A warning leaves it as it was. */
function movesOn(event: JobEvent | undefined): boolean {
  return event?.event?.$case !== 'warning';
}

/** Whether nothing follows for the job; an absent event is its deletion. */
function isEnd(event: JobEvent | undefined): boolean {
  return !event || event.event?.$case === 'finished';
}
