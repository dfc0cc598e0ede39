import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ModelServer {
  url: string;
  port: number;
  /** Range header of each request, in order; undefined for none. */
  ranges: (string | undefined)[];
  /** Bytes of the content that were sent to each request. */
  sentBytes: number[];
  /** Changed between requests. */
  state: ModelServerState;
  /** Ends all connections. */
  breakOff(): void;
  close(): Promise<void>;
}

export interface ModelServerState {
  content: Buffer;
  etag?: string;
  /** False answers 200 with everything, as servers do that know no ranges. */
  knowsRanges?: boolean;
  /** After so many bytes an answer falls silent, until `breakOff`. */
  holdAfterBytes?: number;
  /** Answers this instead of the content. */
  answer?: (response: ServerResponse) => void;
}

/** A loopback HTTP server of one file that counts what it sends. */
export async function startModelServer(initial: ModelServerState): Promise<ModelServer> {
  const ranges: (string | undefined)[] = [];
  const sentBytes: number[] = [];
  const state: ModelServerState = { ...initial };
  const server = createServer((request, response) => {
    const { range } = request.headers;
    const index = ranges.push(range) - 1;
    sentBytes.push(0);
    if (state.answer) return state.answer(response);
    const changed = state.etag !== undefined && (request.headers['if-range'] ?? state.etag) !== state.etag;
    const asked = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const from = state.knowsRanges === false || changed ? 0 : asked;
    const { length } = state.content;
    if (from >= length) {
      response.writeHead(416, { 'content-range': `bytes */${length}` }).end();
      return;
    }
    const headers: Record<string, string | number> = { 'content-length': length - from };
    if (state.etag) headers.etag = state.etag;
    if (from > 0) headers['content-range'] = `bytes ${from}-${length - 1}/${length}`;
    response.writeHead(from > 0 ? 206 : 200, headers);
    const end = Math.min(length, from + (state.holdAfterBytes ?? length));
    sentBytes[index] = end - from;
    response.write(state.content.subarray(from, end));
    if (state.holdAfterBytes === undefined) response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/models/tiny.onnx`,
    ...{ port, ranges, sentBytes, state },
    breakOff: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
