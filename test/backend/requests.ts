import { randomUUID } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { CreateJobRequest, type PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job, JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import { as, type BackendProcess } from './backend-process.ts';
import { sha256 } from './fake-model-serving.ts';

/** A spec as Frontend hands it on. */
export function spec(changes: Partial<AdSpec> = {}): AdSpec {
  return AdSpec.create({
    text: { content: '오늘의 커피', fontId: 'pretendard-bold' },
    output: { width: 64, height: 64, mediaType: 'image/png', quality: 90 },
    seed: 7,
    startStep: 1,
    stopStep: 3,
    ...changes,
  });
}

/** A CreateJob with an id of its own. */
export function jobRequest(
  changes: Partial<AdSpec> = {},
  requestId: string = randomUUID(),
): CreateJobRequest {
  const adSpec = spec(changes);
  const specSha256 = sha256(AdSpec.encode(adSpec).finish());
  return CreateJobRequest.create({ requestId, spec: adSpec, specSha256 });
}

/** Creates a job and gives it. */
export async function createJob(
  backend: BackendProcess,
  changes: Partial<AdSpec> = {},
  caller = 'local',
): Promise<Job> {
  const { job } = await backend.client.createJob(jobRequest(changes), as(caller));
  if (!job) throw new Error('CreateJob gave no job');
  return job;
}

/** Stores bytes as an image of a caller. */
export async function putImage(backend: BackendProcess, bytes: Buffer, caller = 'local'): Promise<Image> {
  const image = imageOf(bytes);
  async function* requests(): AsyncGenerator<PutImageRequest> {
    for await (const chunk of imageChunks(image, [bytes])) yield { part: { $case: 'chunk', value: chunk } };
    yield { part: { $case: 'commit', value: { image, sourceImageId: '', rendition: undefined } } };
  }
  const response = await backend.client.putImage(requests(), as(caller));
  if (!response.image) throw new Error('PutImage gave no image');
  return response.image;
}

/** What a checker would say of bytes. */
export function imageOf(bytes: Buffer): Image {
  const facts = { mediaType: 'image/png', width: 64, height: 64, sizeBytes: bytes.length };
  return Image.create({ id: sha256(bytes), ...facts });
}

/** All bytes of an image. */
export async function readImage(backend: BackendProcess, imageId: string, offset = 0): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const { chunk } of backend.client.readImage({ imageId, offset }, as('local'))) {
    if (chunk) pieces.push(chunk.data);
  }
  return Buffer.concat(pieces);
}

/** Watches to the end and gives the events. */
export async function watchEvents(
  backend: BackendProcess,
  jobId: string,
  afterSequence = 0,
  onEvent: (event: JobEvent) => void = () => {},
): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  for await (const { news } of backend.client.watchJob({ jobId, afterSequence }, as('local'))) {
    if (news?.$case !== 'event') continue;
    events.push(news.value);
    onEvent(news.value);
  }
  return events;
}

/** What happened, in words such as "stepStarted". */
export const kinds = (events: JobEvent[]): (string | undefined)[] => events.map(({ event }) => event?.$case);
