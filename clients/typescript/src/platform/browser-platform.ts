import { createSHA256 } from 'hash-wasm';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { createChannel, createClientFactory, FetchTransport } from 'nice-grpc-web';
import { FrontendServiceDefinition } from '#proto/frontend/v1/frontend_service.ts';
import { openBytes } from '../images/byte-source.ts';
import { withBlobBodies } from './blob-bodies.ts';
import { metadataMiddleware } from './metadata-middleware.ts';
import { noticingMiddleware } from './noticing-middleware.ts';
import type { Connection, ConnectOptions, Platform } from './platform.ts';
import { canStreamRequests } from './request-streams.ts';

/**
 * Browsers: gRPC-Web over fetch. Digests by hash-wasm rather than crypto.subtle, which is missing on plain HTTP outside
 * of localhost and takes only whole buffers; it needs 'wasm-unsafe-eval' in a page's script-src.
 */
export const BROWSER_PLATFORM: Platform = {
  connect,
  async createDigest() {
    const hasher = await createSHA256();
    return { update: (bytes) => void hasher.update(bytes), hex: () => hasher.digest('hex') };
  },
  async openSource(source) {
    if (typeof source === 'string' || source instanceof URL) throw new TypeError(NO_FILES);
    return openBytes(source);
  },
  async writeFile() {
    throw new TypeError(NO_FILES);
  },
};

const NO_FILES = 'A browser has no files by path: upload a File, download a Blob.';

/**
 * A stream that breaks has to be begun anew, pieces go on where they stopped: over a telephone's network that counts
 * more than that a large picture in pieces takes half as long again.
 */
const STREAMED_BYTES = 4 * 1024 * 1024;

function connect({ address, metadata, onUnreachable }: ConnectOptions): Connection {
  const rpc = createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(noticingMiddleware(onUnreachable))
    .use(metadataMiddleware(metadata))
    .create(FrontendServiceDefinition, createChannel(address, withBlobBodies(FetchTransport())));
  const maxStreamedBytes = canStreamRequests(address) ? STREAMED_BYTES : 0;
  return { rpc, maxStreamedBytes, isBidirectional: false, close: () => {} };
}
