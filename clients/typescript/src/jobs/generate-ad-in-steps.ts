import type { Job } from '#proto/common/v1/job.ts';
import { startDeadline } from '../calls/deadline.ts';
import { present } from '../calls/present.ts';
import { reach } from '../calls/reach.ts';
import type { Wire } from '../calls/wire.ts';
import { type DownloadDependencies, downloadBlob } from '../images/download-image.ts';
import { type UploadDependencies, uploadImage } from '../images/upload-image.ts';
import { type AdRequest, type GenerateAdOptions, type GeneratedAd, succeeded, tell } from './generate-ad.ts';
import { createJobRequest } from './job-request.ts';
import { watchJob } from './watch-job.ts';

export type StepsDependencies = UploadDependencies &
  DownloadDependencies & { wire: Wire<'createJob' | 'watchJob'> };

/** Upload, job, watch and download, one call after the other. */
export async function generateAdInSteps(
  dependencies: StepsDependencies,
  request: AdRequest,
  options: GenerateAdOptions,
): Promise<GeneratedAd> {
  const deadline = startDeadline(dependencies.wire.retry.clock, options);
  try {
    // Each call hears of the time left by the signal.
    const { deadlineMs: _, ...rest } = options;
    return await inSteps(dependencies, request, { ...rest, signal: deadline.signal });
  } catch (error) {
    deadline.throwIfOver(error);
    throw error;
  } finally {
    deadline.stop();
  }
}

async function inSteps(
  dependencies: StepsDependencies,
  { photo, ...request }: AdRequest,
  options: GenerateAdOptions,
): Promise<GeneratedAd> {
  const { wire } = dependencies;
  let { spec } = request;
  if (photo !== undefined) {
    const upload = { ...options, onProgress: options.onUpload };
    const { id } = await uploadImage(dependencies, photo, upload);
    spec = { ...spec, product: { ...spec.product, imageId: id } };
  }
  const message = createJobRequest({ ...request, spec });
  const answer = await reach(wire.retry, (o) => wire.rpc.createJob(message, o), options);
  const job = present(answer.job, 'job');
  options.onJob?.(job);
  return finishAd(dependencies, job.id, 0, options);
}

/** Watches a job to its end, after the events that are known, and downloads its result. */
export async function finishAd(
  dependencies: Pick<StepsDependencies, 'wire' | 'platform'>,
  jobId: string,
  afterSequence: number,
  options: GenerateAdOptions,
): Promise<GeneratedAd> {
  const { signal, giveUpMs } = options;
  let finished: Job | undefined;
  for await (const news of watchJob(dependencies.wire, jobId, { signal, giveUpMs, afterSequence })) {
    if (news.$case === 'progress') options.onProgress?.(news.value);
    else finished = tell(news.value, options) ?? finished;
  }
  return downloadAd(dependencies, present(finished, 'job'), options);
}

/** The result of a finished job. Throws the job's error where it has none. */
export async function downloadAd(
  dependencies: DownloadDependencies,
  finished: Job,
  { signal, giveUpMs }: GenerateAdOptions,
): Promise<GeneratedAd> {
  const job = succeeded(finished);
  const ad = await downloadBlob(dependencies, job.result?.id ?? '', { signal, giveUpMs });
  return { job, ad };
}
