import { FetchTransport, Metadata } from 'nice-grpc-web';
import { afterEach, expect, test, vi } from 'vitest';
import { withBlobBodies } from './blob-bodies.ts';

afterEach(() => vi.unstubAllGlobals());

/** What `fetch` gets as the body of a call with one message. */
async function bodyOf(message: Uint8Array, requestStream = false): Promise<unknown> {
  let body: unknown;
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    body = init.body;
    return new Response('');
  });
  const method = { path: '/a.B/C', requestStream, responseStream: false } as never;
  const messages = (async function* () {
    yield message;
  })();
  const signal = new AbortController().signal;
  const params = { url: 'http://localhost/', body: messages, metadata: new Metadata(), signal, method };
  for await (const _ of withBlobBodies(FetchTransport())(params));
  return body;
}

test('a large message is sent as a Blob of the same bytes', async () => {
  const message = Uint8Array.from({ length: 1 << 20 }, (_, at) => at % 251);
  const body = await bodyOf(message);
  expect(body).toBeInstanceOf(Blob);
  expect(new Uint8Array(await (body as Blob).arrayBuffer())).toEqual(message);
  // A type of its own would take the place of the call's content type.
  expect((body as Blob).type).toBe('');
});

test('a small message is sent as it is', async () => {
  const message = Uint8Array.of(1, 2, 3);
  expect(await bodyOf(message)).toBe(message);
});

test('a stream of messages stays one', async () => {
  expect(await bodyOf(new Uint8Array(1 << 20), true)).toBeInstanceOf(ReadableStream);
});
