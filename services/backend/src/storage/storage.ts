import type { JobCounts, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job, JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';

/** A job with the digest of the request that made it. */
export interface StoredJob {
  job: Job;
  /** SHA-256 of the spec as the caller gave it. */
  specSha256: string;
}

/** A job that has not reached its final state. */
export interface UnfinishedJob {
  jobId: string;
  caller: string;
  state: JobState;
}

/** A half-open range of bytes. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A picture on its way in. */
export interface UploadRecord {
  id: string;
  caller: string;
  sizeBytes: number;
  /** The digest it must have; empty: not checked. */
  sha256: string;
  /** What has arrived and is durable: sorted, disjoint, not touching. */
  ranges: ByteRange[];
  /** Set once it has become an image. */
  imageId?: string | undefined;
  expireTime: Date;
}

/** A rendition's name: what it was made from and what was asked for. */
export interface RenditionKey {
  sourceImageId: string;
  width: number;
  mediaType: string;
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

/**
 * What the Backend keeps, except for image bytes. Everything that a promise confirms is durable: it survives the
 * power cord. The rules of jobs are outside: a driver stores events and the job that they fold to, no more.
 */
export interface Storage {
  /** Stores a new job and its first events, unless the caller has used the request id before: then gives that job. */
  submitJob(submission: StoredJob & { events: JobEvent[] }): Promise<{ created: boolean; stored: StoredJob }>;
  /** The job of a caller's request id. */
  findJobByRequest(caller: string, requestId: string): Promise<StoredJob | undefined>;
  readJob(jobId: string): Promise<Job | undefined>;
  /**
   * Appends events, replaces the job by what it folds to, and records and grants the images that the events name
   * (to the job's caller), all or nothing. False, and nothing done: the job's last sequence is not `afterSequence`.
   */
  appendEvents(append: {
    afterSequence: number;
    events: JobEvent[];
    job: Job;
    images: Image[];
  }): Promise<boolean>;
  /** Events after a sequence number, in order, at most `limit`. */
  readEvents(jobId: string, afterSequence: number, limit: number): Promise<JobEvent[]>;
  /** Newest first. */
  listJobs(query: JobPageQuery): Promise<Job[]>;
  /** Without a caller: of all callers. Costs the same however many jobs are stored. */
  countJobs(caller?: string): Promise<JobCounts>;
  /** Oldest first. */
  listUnfinishedJobs(): Promise<UnfinishedJob[]>;

  /** Records an image and shows it to a caller; gives it as first recorded. Its bytes must be durable already. */
  recordImage(record: { image: Image; caller: string; rendition?: RenditionKey | undefined }): Promise<Image>;
  readImage(imageId: string): Promise<Image | undefined>;
  /** The image, if the caller may see it. */
  readVisibleImage(caller: string, imageId: string): Promise<Image | undefined>;
  readRendition(key: RenditionKey): Promise<Image | undefined>;
  /** Shows an image to a caller. */
  grantImage(caller: string, imageId: string): Promise<void>;

  createUpload(upload: UploadRecord): Promise<void>;
  readUpload(uploadId: string): Promise<UploadRecord | undefined>;
  /** Replaces an upload by what `change` makes of it, atomically; absent: there is none. `change` may run again. */
  changeUpload(
    uploadId: string,
    change: (upload: UploadRecord) => UploadRecord,
  ): Promise<UploadRecord | undefined>;
  deleteUpload(uploadId: string): Promise<void>;
  /** Ids of the uploads whose time is over. */
  listExpiredUploads(now: Date): Promise<string[]>;

  /** Keeps what the workers last said they have. */
  saveCatalogue(workers: Worker[]): Promise<void>;
  readCatalogue(): Promise<Worker[]>;

  close(): Promise<void>;
}
