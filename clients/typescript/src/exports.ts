/** What both entries of the package export, besides their own createClient. */
export { Status } from 'nice-grpc-common';
export { AdSpec, CompositionMode, TextAlignment, TextPosition } from '#proto/common/v1/ad_spec.ts';
export {
  type Font,
  type FontRecommendation,
  type JobCounts,
  MemoryKind,
  MemoryState,
  type Model,
  type Parameter,
  ParameterType,
  type ServerStatus,
} from '#proto/common/v1/catalog.ts';
export { type Artifact, ArtifactKind, type Image, type Rendition } from '#proto/common/v1/image.ts';
export {
  Job,
  type JobDeleted,
  JobEvent,
  JobProgress,
  JobState,
  type Step,
  StepState,
} from '#proto/common/v1/job.ts';
export type { CallOptions } from './calls/call-options.ts';
export type { Clock } from './calls/clock.ts';
export { type FieldViolation, NanococoaError, type NanococoaErrorOptions } from './calls/nanococoa-error.ts';
export type { StreamOptions } from './calls/resume-stream.ts';
export type { RetryOptions } from './calls/retry-policy.ts';
export { isTransient, toNanococoaError } from './calls/to-error.ts';
export type { Catalogue, FontsQuery, NanococoaClient } from './client/client.ts';
export type { ClientOptions } from './client/client-options.ts';
export type { DownloadFontOptions } from './fonts/download-font.ts';
export type { UploadSource } from './images/byte-source.ts';
export type { DownloadOptions, DownloadProgress } from './images/download-image.ts';
export type { UploadOptions, UploadProgress } from './images/upload-options.ts';
export type { AdRequest, GenerateAdOptions, GeneratedAd } from './jobs/generate-ad.ts';
export { JobFailedError } from './jobs/job-failed-error.ts';
export type { JobRequest, RerunRequest, Spec } from './jobs/job-request.ts';
export type { JobsPage, ListJobsOptions } from './jobs/list-jobs.ts';
export { newRequestId } from './jobs/new-request-id.ts';
export type { AnyNews } from './jobs/progress-floor.ts';
export type { JobNews, WatchOptions } from './jobs/watch-job.ts';
export type { JobsNews, WatchJobsOptions } from './jobs/watch-jobs.ts';
export type { TlsOptions } from './platform/platform.ts';
