import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fillDefaults } from '@nanococoa/common/parameters/fill-defaults.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type {
  CreateJobRequest,
  GenerateAdRequest,
  UploadImageRequest,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkSpec } from '../jobs/check-spec.ts';
import { chooseSeed } from '../jobs/choose-seed.ts';
import { findRequestedJob } from '../jobs/find-requested-job.ts';
import { requestDigest } from '../jobs/request-digest.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { ID } from '../requests/check-id.ts';
import { describeJobFaults } from '../requests/describe-job-faults.ts';
import { invalid, present } from '../requests/present.ts';
import { downloadImage } from './download-image.ts';
import { uploadImage } from './upload-image.ts';
import { watchJob } from './watch-job.ts';

/** GenerateAd: UploadImage, CreateJob, WatchJob and DownloadImage, one after another in one call. */
export function generateAd(dependencies: Dependencies) {
  const watch = watchJob(dependencies);
  const download = downloadImage(dependencies);
  return async function* (request: AsyncIterable<GenerateAdRequest>, context: Context) {
    const job = await acceptJob(dependencies, request[Symbol.asyncIterator](), context);
    yield { part: { $case: 'job' as const, value: job } };
    let result: Image | undefined;
    for await (const { news } of watch({ jobId: job.id, afterSequence: 0 }, context)) {
      yield { part: news };
      if (news.$case !== 'event' || news.value.event?.$case !== 'finished') continue;
      result = news.value.event.value.job?.result;
    }
    if (!result) return;
    const wanted = { imageId: result.id, offset: 0, rendition: undefined };
    for await (const { chunk } of download(wanted, context)) {
      yield { part: { $case: 'chunk' as const, value: present(chunk, 'a chunk') } };
    }
  };
}

/** The job that the stream of requests asks for: the one that it has made before, else a new one with its photo. */
async function acceptJob(
  dependencies: Dependencies,
  messages: AsyncIterator<GenerateAdRequest>,
  context: Context,
): Promise<Job> {
  const { backend } = dependencies;
  const asked = await readJob(messages);
  const { requestId, priority, labels } = asked;
  const specSha256 = requestDigest({ $case: 'create', value: asked });
  const call = () => downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS });
  const known = ID.request.pattern.test(requestId)
    ? await findRequestedJob(backend, call(), requestId)
    : undefined;
  if (known) {
    // Backend compares the digests. The photo is not needed again: a caller that sends it must not get stuck.
    void discard(messages);
    const { job } = await backend.createJob(
      { requestId, specSha256, spec: known.spec, priority, labels },
      call(),
    );
    return present(job, 'a job');
  }
  const next = await messages.next();
  const photoFollows = !next.done;
  // Before the photo is taken in, not after it.
  const spec = await checkSpec(backend, call(), AdSpec.fromPartial(asked.spec ?? {}), {
    faults: describeAdFaults(asked, photoFollows),
    root: 'job.spec',
    photoFollows,
  });
  if (photoFollows) {
    const { image } = await uploadImage(dependencies)(chunksOf(next.value, messages), context);
    spec.product = { cutoutImageId: '', ...spec.product, imageId: image.id };
  }
  const { job } = await backend.createJob(
    { requestId, specSha256, spec: fillDefaults(spec, { chooseSeed }), priority, labels },
    call(),
  );
  return present(job, 'a job');
}

async function readJob(messages: AsyncIterator<GenerateAdRequest>): Promise<CreateJobRequest> {
  const first = await messages.next();
  if (first.done) {
    throw new AppError('MESSAGE_MISSING', {
      fields: [{ field: 'job', description: 'is missing: the stream is empty' }],
    });
  }
  if (first.value.part?.$case !== 'job') throw invalid('job', 'is missing in the first message');
  return first.value.part.value;
}

function describeAdFaults(asked: CreateJobRequest, photoFollows: boolean) {
  const faults = describeJobFaults(asked);
  if (photoFollows && asked.spec?.product?.imageId) {
    faults.push({
      field: 'spec.product.image_id',
      description: 'is set; must be empty when a photo follows',
    });
  }
  return faults.map(({ field, description }) => ({ field: `job.${field}`, description }));
}

/** The photo, as UploadImage takes it. */
async function* chunksOf(
  first: GenerateAdRequest,
  rest: AsyncIterator<GenerateAdRequest>,
): AsyncGenerator<UploadImageRequest> {
  for (let next: IteratorResult<GenerateAdRequest> = { value: first }; !next.done; next = await rest.next()) {
    const { part } = next.value;
    if (part?.$case === 'job') throw invalid('job', 'is set again; comes in the first message only');
    yield { chunk: part?.value };
  }
}

async function discard(messages: AsyncIterator<GenerateAdRequest>): Promise<void> {
  try {
    while (!(await messages.next()).done);
  } catch {
    // The caller has gone, and so has what it was sending.
  }
}
