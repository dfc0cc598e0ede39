import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { CreateJobRequest, type GenerateAdRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { MeshClient } from './mesh-client.ts';
import { withRetries } from './retries.ts';
import { type Picture, pictureChunks } from './uploads.ts';

export interface GenerateAdOptions {
  requestId: string;
  spec: AdSpec;
  photo: Picture;
}

/** Submits a job by GenerateAd and leaves once it is accepted, which cancels nothing; gives its id. */
export async function generateAd({ rpc }: MeshClient, o: GenerateAdOptions): Promise<string> {
  return await withRetries(async () => {
    const leaving = new AbortController();
    try {
      for await (const { part } of rpc.generateAd(requests(o), { signal: leaving.signal })) {
        if (part?.$case === 'job') return part.value.id;
      }
      throw new Error('GenerateAd ended without a job');
    } finally {
      leaving.abort();
    }
  });
}

async function* requests({ requestId, spec, photo }: GenerateAdOptions): AsyncGenerator<GenerateAdRequest> {
  yield { part: { $case: 'job', value: CreateJobRequest.fromPartial({ requestId, spec }) } };
  for await (const { chunk } of pictureChunks(photo)) yield { part: { $case: 'chunk', value: chunk } };
}
