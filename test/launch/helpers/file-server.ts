import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FileServer {
  url: string;
  /** Range header of each request, in order; undefined for none. */
  ranges: (string | undefined)[];
  close(): Promise<void>;
}

export interface FileServerOptions {
  content: Buffer;
  /** The nth answer (from 0) breaks off after so many bytes; absent is a whole one. */
  breakAfterBytes?: (request: number) => number | undefined;
  /** Waited for before an answer breaks off. */
  received?: (bytes: number) => Promise<void>;
  /** False answers 200 with everything, as servers do that know no ranges. */
  knowsRanges?: boolean;
}

/** A loopback HTTP server of one file, with ranges and with faults on demand. */
export async function startFileServer(o: FileServerOptions): Promise<FileServer> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const { range } = request.headers;
    const number = ranges.push(range) - 1;
    const from = o.knowsRanges === false ? 0 : Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const body = o.content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length });
    const limit = o.breakAfterBytes?.(number);
    if (limit === undefined) response.end(body);
    else {
      response.write(body.subarray(0, limit));
      void o.received?.(from + limit).then(() => response.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/file`,
    ranges,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
