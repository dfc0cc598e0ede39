import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { type Mesh, startMesh } from '../../../scripts/launch/start-mesh.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { processMemory, resetPeakMemory } from '../harness/process-memory.ts';
import { type Row, row } from '../harness/row.ts';
import { largePng } from './large-png.ts';
import { megabytesPerSecond, startClient, startPeers, type TransferClient } from './start-peers.ts';

const ROUNDS = 5;
const STREAMS = 8;

/** A picture of 64 MiB in and out of the whole mesh, disk to client, and the memory that it costs. */
export async function meshRows(directory: string): Promise<Row[]> {
  const mesh = await startMesh({ dataDir: join(directory, 'mesh') });
  const peers = await startPeers(directory);
  const client = await startClient();
  try {
    const picture = join(directory, 'large.png');
    const bytes = largePng(0);
    await writeFile(picture, bytes);
    const imageId = createHash('sha256').update(bytes).digest('hex');
    await upload(mesh, picture, imageId, bytes.length);
    return [
      ...(await speedRows(mesh, peers.at, client, { picture, imageId })),
      ...(await memoryRows(mesh, imageId)),
    ];
  } finally {
    await client.stop();
    await peers.stop();
    await mesh.stop();
  }
}

async function speedRows(
  mesh: Mesh,
  at: { http2File: string; http2Upload: string },
  client: TransferClient,
  { picture, imageId }: { picture: string; imageId: string },
): Promise<Row[]> {
  const address = mesh.publicAddress;
  // Each upload is another picture: equal bytes would be one image, already there.
  let number = 1;
  const uploadAnother = async () => {
    const bytes = largePng(number++);
    const file = `${picture}.${number}`;
    await writeFile(file, bytes);
    const id = createHash('sha256').update(bytes).digest('hex');
    const start = performance.now();
    await upload(mesh, file, id, bytes.length);
    return bytes.length / 1e6 / ((performance.now() - start) / 1000);
  };
  const rates = await interleave(ROUNDS, {
    download: () => megabytesPerSecond(client, { way: 'grpc', address, imageId }),
    http2File: () => megabytesPerSecond(client, { way: 'http2', address: at.http2File }),
    upload: uploadAnother,
    http2Upload: () =>
      megabytesPerSecond(client, { way: 'http2-upload', address: at.http2Upload, file: picture }),
  });
  return [
    row({
      ...{ id: '64 MiB disk → Backend → Envoy → Frontend → Envoy → client', unit: 'MB/s', target: '>= 0.25' },
      ...{
        value: median(rates.download),
        peer: 'node:http2 from a file',
        peer_value: median(rates.http2File),
      },
    }),
    row({
      ...{
        id: '64 MiB client → Envoy → Frontend → Envoy → Backend → disk, checked',
        unit: 'MB/s',
        target: '>= 0.25',
      },
      ...{
        value: median(rates.upload),
        peer: 'node:http2 to an fsynced file',
        peer_value: median(rates.http2Upload),
      },
    }),
  ];
}

/** High-water mark above idle of each service while eight downloads of 64 MiB run at once. */
async function memoryRows(mesh: Mesh, imageId: string): Promise<Row[]> {
  const rpc = createRpcClient(FrontendServiceDefinition, { address: mesh.publicAddress });
  const services = ['frontend', 'backend', 'envoy'].map((name) => ({
    name,
    pid: mesh.processes[name].pid ?? 0,
  }));
  const idle = services.map(({ pid }) => processMemory(pid).residentBytes);
  for (const { pid } of services) resetPeakMemory(pid);
  const downloads = Array.from({ length: STREAMS }, async () => {
    const verifier = createChunkVerifier();
    for await (const { chunk } of rpc.client.downloadImage({ imageId }))
      if (chunk) await verifier.push(chunk);
    await verifier.end();
  });
  await Promise.all(downloads);
  rpc.close();
  return services.map(({ name, pid }, i) =>
    row({
      ...{ id: `memory of ${name} while 8 × 64 MiB stream, above idle`, unit: 'MB', target: '<= 64' },
      value: (processMemory(pid).peakBytes - idle[i]) / 1e6,
    }),
  );
}

async function upload(mesh: Mesh, file: string, id: string, sizeBytes: number): Promise<void> {
  const rpc = createRpcClient(FrontendServiceDefinition, { address: mesh.publicAddress });
  const bytes = createReadStream(file, { highWaterMark: 256 * 1024 });
  async function* requests() {
    for await (const chunk of imageChunks(Image.fromPartial({ id, sizeBytes }), bytes)) yield { chunk };
  }
  await rpc.client.uploadImage(requests());
  rpc.close();
}
