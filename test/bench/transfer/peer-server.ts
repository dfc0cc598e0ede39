import { createReadStream, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttp2Server, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { makePayload } from './payload.ts';

/** Ports of the server process, sent to the bench when all of them listen. */
export interface PeerPorts {
  http2: number;
  http2LargeWindow: number;
  http2File: number;
  http2Upload: number;
  json: number;
}

// A process that holds 64 MiB and serves it in every way that the bench compares with.
const directory = process.argv[2];
const { bytes } = makePayload();
const file = join(directory, 'payload');
writeFileSync(file, bytes);

/** The whole payload in pieces of 256 KiB, as fast as the stream takes them. */
function sendPieces(stream: ServerHttp2Stream): void {
  let offset = 0;
  const more = () => {
    while (offset < bytes.length) {
      const piece = bytes.subarray(offset, (offset += 256 * 1024));
      if (!stream.write(piece)) return void stream.once('drain', more);
    }
    stream.end();
  };
  stream.respond({ ':status': 200 });
  more();
}

async function receiveFile(stream: ServerHttp2Stream): Promise<void> {
  const handle = await open(join(directory, 'uploaded'), 'w');
  for await (const piece of stream) await handle.write(piece as Buffer);
  await handle.sync();
  await handle.close();
  stream.respond({ ':status': 200 });
  stream.end();
}

function http2(onStream: (stream: ServerHttp2Stream) => void, windowBytes?: number): Http2Server {
  const settings = windowBytes ? { initialWindowSize: windowBytes } : {};
  const server = createHttp2Server({ settings });
  server.on('stream', (stream) => {
    stream.on('error', () => stream.close());
    onStream(stream);
  });
  if (windowBytes) server.on('session', (session) => session.setLocalWindowSize(windowBytes));
  return server;
}

async function listen(server: Http2Server | Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const ports: PeerPorts = {
  http2: await listen(http2(sendPieces)),
  http2LargeWindow: await listen(http2(sendPieces, 1024 * 1024)),
  http2File: await listen(
    http2((stream) => {
      stream.respond({ ':status': 200 });
      createReadStream(file).pipe(stream);
    }),
  ),
  http2Upload: await listen(http2((stream) => void receiveFile(stream).catch(() => stream.close()))),
  // The old way: a picture in a field of a JSON document, made anew for each answer.
  json: await listen(
    createHttpServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ status: 'completed', step1_result: bytes.toString('base64') }));
    }),
  ),
};
process.on('disconnect', () => process.exit(0));
process.send?.(ports);
