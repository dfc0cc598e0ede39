import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import type { MeshClient } from './mesh-client.ts';
import { withRetries } from './retries.ts';

/** Downloads an image and checks its digest; begins again when the stream breaks. */
export async function download({ rpc }: MeshClient, imageId: string): Promise<void> {
  await withRetries(async () => {
    const verifier = createChunkVerifier({ expectedSha256: imageId });
    for await (const { chunk } of rpc.downloadImage({ imageId })) if (chunk) await verifier.push(chunk);
    await verifier.end();
  });
}
