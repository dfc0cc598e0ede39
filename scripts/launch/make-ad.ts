import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AdSpec, type DeepPartial, ProductSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type {
  FrontendServiceClient,
  WatchJobResponse,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { SetupError } from '../setup/setup-error.mjs';

export interface AdWish {
  /** Path of the product photo; absent: an ad without a product. */
  photo?: string | undefined;
  /** All the rest. */
  spec: DeepPartial<AdSpec>;
}

/** What any caller does: upload the photo, create a job, watch it to its end, download the ad. */
export async function makeAd(
  client: FrontendServiceClient,
  wish: AdWish,
  onNews: (news: WatchJobResponse['news']) => void,
): Promise<{ job: Job; ad: Buffer }> {
  const spec = AdSpec.fromPartial(wish.spec);
  if (wish.photo !== undefined) {
    const { image } = await client.uploadImage(uploadRequests(wish.photo));
    spec.product = ProductSpec.fromPartial({ ...spec.product, imageId: image?.id });
  }
  const { job: created } = await client.createJob({ requestId: randomUUID(), spec });
  const job = await watchToEnd(client, created?.id ?? '', onNews);
  if (job.state !== JobState.SUCCEEDED || !job.result) {
    throw new SetupError(`The ad could not be made: ${job.error?.message ?? 'the job was cancelled'}`);
  }
  return { job, ad: await downloadImage(client, job.result.id) };
}

async function* uploadRequests(photo: string) {
  const { size } = await stat(photo);
  const image = Image.fromPartial({ sizeBytes: size });
  for await (const chunk of imageChunks(image, createReadStream(photo))) yield { chunk };
}

async function watchToEnd(
  client: FrontendServiceClient,
  jobId: string,
  onNews: (news: WatchJobResponse['news']) => void,
): Promise<Job> {
  for await (const { news } of client.watchJob({ jobId })) {
    onNews(news);
    if (news?.$case === 'event' && news.value.event?.$case === 'finished' && news.value.event.value.job) {
      return news.value.event.value.job;
    }
  }
  throw new Error('the watch ended before the job');
}

async function downloadImage(client: FrontendServiceClient, imageId: string): Promise<Buffer> {
  const verifier = createChunkVerifier({ expectedSha256: imageId });
  const pieces: Uint8Array[] = [];
  for await (const { chunk } of client.downloadImage({ imageId }))
    if (chunk) pieces.push(await verifier.push(chunk));
  await verifier.end();
  return Buffer.concat(pieces);
}
