import type { Font, FontRecommendation, Model, Parameter, ServerStatus } from '#proto/common/v1/catalog.ts';
import type { Image } from '#proto/common/v1/image.ts';
import type { Job } from '#proto/common/v1/job.ts';
import type { CallOptions } from '../calls/call-options.ts';
import type { DownloadFontOptions } from '../fonts/download-font.ts';
import type { UploadSource } from '../images/byte-source.ts';
import type { DownloadOptions } from '../images/download-image.ts';
import type { UploadOptions } from '../images/upload-options.ts';
import type { AdRequest, GenerateAdOptions, GeneratedAd } from '../jobs/generate-ad.ts';
import type { JobRequest, RerunRequest } from '../jobs/job-request.ts';
import type { JobsPage, ListJobsOptions } from '../jobs/list-jobs.ts';
import type { JobNews, WatchOptions } from '../jobs/watch-job.ts';
import type { JobsNews, WatchJobsOptions } from '../jobs/watch-jobs.ts';

/** What the workers have installed. */
export interface Catalogue {
  models: Model[];
  engines: string[];
}

/** Which fonts to recommend. */
export interface FontsQuery {
  /** The copy, at most 80 characters. */
  copy: string;
  /** What the ad is to feel like, Korean or English. */
  prompt?: string;
  /** How many at most. 0: all. */
  limit?: number;
}

/**
 * Everything that nanoCocoa does. Every method throws NanococoaError, or its signal's reason once that has aborted, and
 * goes on over broken connections until `giveUpMs` without a sign of life.
 */
export interface NanococoaClient {
  /** Makes an ad: brings the photo, creates the job, follows it to its end and fetches the ad. */
  generateAd(request: AdRequest, options?: GenerateAdOptions): Promise<GeneratedAd>;

  /** Brings a picture to the server; resumed where it stopped. The same bytes are the same image. */
  upload(source: UploadSource, options?: UploadOptions): Promise<Image>;
  /** What is known of an image. */
  getImage(imageId: string, options?: CallOptions): Promise<Image>;
  /** An image, or a rendition of it, as a Blob: resumed where it stopped, its digest checked. */
  download(imageId: string, options?: DownloadOptions): Promise<Blob>;
  /** The same as a stream, which fails at its end when the digest is wrong. Begins when it is read. */
  downloadStream(imageId: string, options?: DownloadOptions): ReadableStream<Uint8Array>;
  /** The same into a file, which is there only when all of it is. Node only. */
  downloadFile(imageId: string, path: string, options?: DownloadOptions): Promise<void>;

  /** Accepts a job; its request id makes that happen once, however often it has to be asked for. */
  createJob(request: JobRequest, options?: CallOptions): Promise<Job>;
  /** A new job from another one: earlier steps are reused, the fields of `request.spec` changed. */
  rerunJob(jobId: string, request: RerunRequest, options?: CallOptions): Promise<Job>;
  getJob(jobId: string, options?: CallOptions): Promise<Job>;
  /** The caller's jobs, or with `query` those that have its words, newest first, page by page. */
  listJobs(options?: ListJobsOptions): AsyncGenerator<JobsPage, void>;
  /** Stops a job; a finished one stays as it finished. Gives the job as it is now. */
  cancelJob(jobId: string, options?: CallOptions): Promise<Job>;
  /** Removes a finished job. */
  deleteJob(jobId: string, options?: CallOptions): Promise<void>;
  /** A job's news to its last event: no event missing, none twice, over any number of broken connections. */
  watch(jobId: string, options?: WatchOptions): AsyncGenerator<JobNews, void>;
  /** The news of all of the caller's jobs, without end. */
  watchJobs(options?: WatchJobsOptions): AsyncGenerator<JobsNews, void>;

  /** The font catalogue; the first is the default. */
  listFonts(options?: CallOptions): Promise<Font[]>;
  /**
   * A font as a Blob of type font/ttf or font/otf: all of it, or with `text` only its characters, some 6 KB, which
   * `new FontFace(name, await blob.arrayBuffer())` can show. Its licence is in `listFonts`.
   */
  downloadFont(fontId: string, options?: DownloadFontOptions): Promise<Blob>;
  /** The fonts that have every character of the copy, the best first. */
  recommendFonts(query: FontsQuery, options?: CallOptions): Promise<FontRecommendation[]>;
  /** The models that the workers have installed, by id, and the engines that they have, such as "studio". */
  listModels(options?: CallOptions): Promise<Catalogue>;
  /** Every parameter of a spec with range and meaning, in the order of a form. */
  listParameters(options?: CallOptions): Promise<Parameter[]>;
  /** Queue, workers and their memory. */
  status(options?: CallOptions): Promise<ServerStatus>;

  /** Closes the connection; calls that still run fail. */
  close(): void;
}
