import type { FetchTransport } from 'nice-grpc-web';

type Transport = ReturnType<typeof FetchTransport>;

/** From here on a Blob is quicker than an array of bytes. */
const LARGE_BYTES = 64 * 1024;

/**
 * Has large messages sent as Blobs: Chromium hands a Blob to its network process at once, but an array in small parts
 * that hold up the page (1 MiB: 3 ms in place of 30 in the page, 12 ms in place of 130 in all).
 */
export function withBlobBodies(transport: Transport): Transport {
  return (params) =>
    params.method.requestStream ? transport(params) : transport({ ...params, body: asBlobs(params.body) });
}

async function* asBlobs(messages: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for await (const message of messages) {
    const isLarge = message.byteLength >= LARGE_BYTES;
    // The transport gives `fetch` the only message as it is, and that takes either.
    yield isLarge ? (new Blob([message as Uint8Array<ArrayBuffer>]) as unknown as Uint8Array) : message;
  }
}
