import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect } from 'node:http2';
import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { PAYLOAD_BYTES } from './payload.ts';

/** What a client process is asked for: one transfer, timed. */
export type ClientTask =
  | { way: 'grpc'; address: string; imageId: string }
  | { way: 'http2'; address: string; windowBytes?: number }
  | { way: 'http2-upload'; address: string; file: string }
  | { way: 'json'; address: string };

// Clients stay connected between tasks, as real ones do.
const rpcs = new Map<string, ReturnType<typeof frontend>>();
const sessions = new Map<string, ReturnType<typeof connect>>();

process.on('message', (task: ClientTask) => {
  const start = performance.now();
  transfer(task).then(
    (sizeBytes) => process.send?.({ seconds: (performance.now() - start) / 1000, sizeBytes }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

async function transfer(task: ClientTask): Promise<number> {
  switch (task.way) {
    case 'grpc':
      return await downloadByGrpc(task.address, task.imageId);
    case 'http2':
      return await downloadByHttp2(task.address, task.windowBytes);
    case 'http2-upload':
      return await uploadByHttp2(task.address, task.file);
    case 'json':
      return await downloadByJson(task.address);
  }
}

async function downloadByGrpc(address: string, imageId: string): Promise<number> {
  const rpc = rpcs.get(address) ?? frontend(address);
  rpcs.set(address, rpc);
  // The digest is checked, as every client of ours does; the peers below check nothing.
  const verifier = createChunkVerifier();
  for await (const { chunk } of rpc.client.downloadImage({ imageId })) if (chunk) await verifier.push(chunk);
  return (await verifier.end()).sizeBytes;
}

async function downloadByHttp2(address: string, windowBytes?: number): Promise<number> {
  const stream = session(address, windowBytes).request({ ':path': '/' });
  let sizeBytes = 0;
  stream.on('data', (piece: Buffer) => (sizeBytes += piece.length));
  await once(stream, 'end');
  return sizeBytes;
}

async function uploadByHttp2(address: string, file: string): Promise<number> {
  const stream = session(address).request({ ':path': '/', ':method': 'POST' });
  createReadStream(file, { highWaterMark: 256 * 1024 }).pipe(stream);
  stream.resume();
  await once(stream, 'end');
  return PAYLOAD_BYTES;
}

async function downloadByJson(address: string): Promise<number> {
  const response = await fetch(`http://${address}/`);
  const { step1_result: base64 } = (await response.json()) as { step1_result: string };
  return Buffer.from(base64, 'base64').length;
}

function session(address: string, windowBytes?: number) {
  const key = `${address} ${windowBytes}`;
  const known = sessions.get(key);
  if (known) return known;
  const made = connect(`http://${address}`, {
    settings: windowBytes ? { initialWindowSize: windowBytes } : {},
  });
  if (windowBytes) made.once('connect', () => made.setLocalWindowSize(windowBytes));
  sessions.set(key, made);
  return made;
}

function frontend(address: string) {
  return createRpcClient(FrontendServiceDefinition, { address });
}
