import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { largePng } from '../transfer/large-png.ts';

/** Side of a picture of 20 MB. */
const SIDE = 2600;

// A server that does nothing but send and take bytes: what a plain fetch is timed against. One picture a seed.
const [protocol] = process.argv.slice(2);
const pictures = new Map<string, Buffer>();

type Answer = (status: number, headers: Record<string, string>, body?: Buffer) => void;

function handle(url: string, method: string, body: AsyncIterable<Buffer>, answer: Answer): void {
  const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
  if (method === 'POST') void drain(body).then(() => answer(200, cors));
  else if (method === 'OPTIONS') answer(204, cors);
  else {
    const bytes = pictures.get(url) ?? largePng(Number(url.slice(1)), SIDE);
    pictures.set(url, bytes);
    answer(200, { ...cors, 'content-length': String(bytes.length), 'cache-control': 'no-store' }, bytes);
  }
}

async function drain(body: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of body);
}

async function start() {
  if (protocol === 'http') {
    return createHttpServer((request, response) =>
      handle(request.url ?? '/', request.method ?? 'GET', request, (status, headers, body) => {
        response.writeHead(status, headers).end(body);
      }),
    );
  }
  const { certificatePath, privateKeyPath } = JSON.parse(protocol) as Record<string, string>;
  const files = { cert: readFileSync(certificatePath), key: readFileSync(privateKeyPath) };
  return createSecureServer(files, (request, response) =>
    handle(request.url, request.method, request, (status, headers, body) => {
      response.writeHead(status, headers);
      response.end(body ?? '');
    }),
  );
}

const server = await start();
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
process.on('disconnect', () => process.exit(0));
process.send?.((server.address() as AddressInfo).port);
