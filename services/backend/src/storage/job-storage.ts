import type { JobCounts } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Job, JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';

/** A job with the digest of the request that made it. */
export interface StoredJob {
  job: Job;
  /** SHA-256 of the request as the caller gave it. */
  specSha256: string;
}

/** A job that has not reached its final state. */
export interface UnfinishedJob {
  jobId: string;
  caller: string;
  state: JobState;
  priority: number;
}

/** A page of a caller's jobs. */
export interface JobPageQuery {
  caller: string;
  /** Empty: all. */
  states: JobState[];
  /** Only jobs with a smaller id; absent: from the newest. */
  beforeId?: string | undefined;
  limit: number;
}

/** A page of those of a caller's jobs that have some words. */
export interface JobSearchQuery extends JobPageQuery {
  /** As `searchWords` gives them; a job must have all. */
  words: readonly string[];
  /** Most jobs that are looked at. */
  maxLookedAt: number;
}

/** What a search has found. */
export interface FoundJobs {
  /** Newest first. */
  jobs: Job[];
  /** Id of the job that was looked at last, where there may be more before it. Absent: the search is at its end. */
  continueBeforeId?: string | undefined;
}

/** Something that was logged, at its place in the log of all jobs. */
export interface LogEntry {
  /** Grows with every entry of a caller's; opaque otherwise. */
  position: number;
  caller: string;
  jobId: string;
  /** The event; absent: the job was deleted. */
  event?: JobEvent | undefined;
}

/** Who works on a job, and until when nobody else may. */
export interface Lease {
  jobId: string;
  /** Id of a Backend process. */
  owner: string;
  expireTime: Date;
}

/** Jobs, their events, and who works on them. The rules of jobs are outside: what is stored here is what they gave. */
export interface JobStorage {
  /**
   * Stores a new job and its first events, unless the caller has used the request id before: then gives that job.
   * The images that the job names are in use from here on, and shown to its caller.
   * @throws AppError IMAGE_NOT_FOUND, and nothing is stored, when one of them is not there
   */
  submitJob(submission: StoredJob & { events: JobEvent[] }): Promise<{ created: boolean; stored: StoredJob }>;
  /** The job of a caller's request id. */
  findJobByRequest(caller: string, requestId: string): Promise<StoredJob | undefined>;
  readJob(jobId: string): Promise<Job | undefined>;
  /**
   * Appends events, replaces the job by what it folds to, and shows the images that it names to the job's caller, all
   * or nothing. False, and nothing done: the job's last sequence is not `afterSequence`. Whoever gets no answer looks
   * at the job: its last sequence says whether it was done.
   * @throws AppError IMAGE_NOT_FOUND, and nothing is done, when an image that the job names is not there
   */
  appendEvents(append: { afterSequence: number; events: JobEvent[]; job: Job }): Promise<boolean>;
  /** Events of a job after a sequence number, in order, at most `limit`. */
  readEvents(jobId: string, afterSequence: number, limit: number): Promise<JobEvent[]>;
  /** Newest first. */
  listJobs(query: JobPageQuery): Promise<Job[]>;
  /** Stops at `limit` found jobs or `maxLookedAt` ones, whichever comes first; other work has its turn in between. */
  searchJobs(query: JobSearchQuery): Promise<FoundJobs>;
  /** Costs the same however many jobs are stored. */
  countJobs(caller: string): Promise<JobCounts>;
  /** Oldest first. */
  listUnfinishedJobs(): Promise<UnfinishedJob[]>;
  /** Ids of the finished jobs whose `expireTime` has come, at most `limit`. */
  listExpiredJobs(now: Date, limit: number): Promise<string[]>;
  /** Ids of the finished jobs, oldest first, at most `limit`: what goes first when room is short. */
  listOldestFinishedJobs(limit: number): Promise<string[]>;
  /** Removes a finished job and its events and logs that it was. False: there is no such job, or it is not finished. */
  deleteJob(jobId: string): Promise<boolean>;

  /**
   * Gives a job to an owner until a time, unless another owner has it and its time is not over at `now`. True also
   * when the owner has it already: then for longer.
   */
  claimJob(lease: Lease & { now: Date }): Promise<boolean>;
  /** Prolongs leases of one owner; gives the ids of those that are another's by now. */
  renewLeases(owner: string, jobIds: string[], expireTime: Date): Promise<string[]>;
  /** Gives a job back. Nothing happens when it is another owner's. */
  releaseJob(jobId: string, owner: string): Promise<void>;

  /** Calls back for each entry of the log, in order, after it is durable; the answer ends it. */
  follow(listener: (entries: LogEntry[]) => void): () => void;
  /** The newest position of a caller's log; 0: nothing yet. */
  lastPosition(caller: string): Promise<number>;
  /**
   * A caller's log after a position, in order, at most `limit`. Undefined: the position is not one of this log's, or
   * what followed it is not kept any more.
   */
  readLog(caller: string, afterPosition: number, limit: number): Promise<LogEntry[] | undefined>;
  /** Forgets entries about deletions before a time: cursors that are older expire. */
  trimLog(before: Date): Promise<void>;
}
