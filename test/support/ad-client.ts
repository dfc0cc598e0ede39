import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { AdSpec, type DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job, JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { SAMPLE_PHOTO } from './sample-photo.ts';

export type AdClient = ReturnType<typeof createAdClient>;

/** Back-off between two tries to resume a watch. */
const RESUME_DELAY_MS = 50;

export interface Watched {
  events: JobEvent[];
  progress: JobProgress[];
  /** How often the stream had to be opened. */
  calls: number;
  job: Job;
}

/** What a caller of the mesh does, by way of its public address. */
export function createAdClient(address: string) {
  const { client, close } = createRpcClient(FrontendServiceDefinition, { address });

  async function upload(file: string): Promise<Image> {
    const bytes = await readFile(file);
    const id = createHash('sha256').update(bytes).digest('hex');
    async function* requests() {
      const image = Image.fromPartial({ id, sizeBytes: bytes.length });
      for await (const chunk of imageChunks(image, [bytes])) yield { chunk };
    }
    const { image } = await client.uploadImage(requests());
    if (!image) throw new Error('The upload gave no image.');
    return image;
  }

  async function submit(spec: DeepPartial<AdSpec>): Promise<Job> {
    const { job } = await client.createJob({ requestId: randomUUID(), spec: AdSpec.fromPartial(spec) });
    if (!job) throw new Error('CreateJob gave no job.');
    return job;
  }

  /** Watches to the end, resuming by sequence; `onEvent` may do harm in between. */
  async function watch(jobId: string, onEvent?: (event: JobEvent) => unknown): Promise<Watched> {
    const seen: Omit<Watched, 'job'> = { events: [], progress: [], calls: 0 };
    for (;;) {
      seen.calls++;
      try {
        const afterSequence = seen.events.at(-1)?.sequence ?? 0;
        for await (const { news } of client.watchJob({ jobId, afterSequence })) {
          if (news?.$case === 'progress') seen.progress.push(news.value);
          if (news?.$case !== 'event') continue;
          seen.events.push(news.value);
          await onEvent?.(news.value);
          if (news.value.event?.$case === 'finished' && news.value.event.value.job) {
            return { ...seen, job: news.value.event.value.job };
          }
        }
      } catch (error) {
        if (fromClientError(error)?.reason !== 'UNAVAILABLE') throw error;
        await delay(RESUME_DELAY_MS);
      }
    }
  }

  return {
    client,
    close,
    upload,
    uploadSample: () => upload(SAMPLE_PHOTO),
    submit,
    watch,
    make: async (spec: DeepPartial<AdSpec>) => watch((await submit(spec)).id),
    async download(imageId = ''): Promise<Buffer> {
      const verifier = createChunkVerifier({ expectedSha256: imageId });
      const pieces: Uint8Array[] = [];
      for await (const { chunk } of client.downloadImage({ imageId }))
        if (chunk) pieces.push(await verifier.push(chunk));
      await verifier.end();
      return Buffer.concat(pieces);
    },
  };
}
