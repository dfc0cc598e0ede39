import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import { megabytesPerSecond, startClient, startPeers } from './start-peers.ts';

const ROUNDS = 9;
const IMAGE_ID = '0'.repeat(64);

/** 64 MiB from memory to a Node client: gRPC direct and through Envoy, against bare node:http2. */
export async function chunkPathRows(directory: string): Promise<Row[]> {
  const peers = await startPeers(directory);
  const client = await startClient();
  const { at } = peers;
  const windowBytes = 1024 * 1024;
  try {
    const rates = await interleave(ROUNDS, {
      direct: () => megabytesPerSecond(client, { way: 'grpc', address: at.grpc, imageId: IMAGE_ID }),
      envoy: () => megabytesPerSecond(client, { way: 'grpc', address: at.envoy, imageId: IMAGE_ID }),
      http2: () => megabytesPerSecond(client, { way: 'http2', address: at.http2 }),
      http2Large: () =>
        megabytesPerSecond(client, { way: 'http2', address: at.http2LargeWindow, windowBytes }),
    });
    const peer = { unit: 'MB/s', peer: 'node:http2, default windows', peer_value: median(rates.http2) };
    const large = { unit: 'MB/s', peer: 'node:http2, 1 MiB windows', peer_value: median(rates.http2Large) };
    return [
      row({ id: '64 MiB from memory, gRPC direct', value: median(rates.direct), ...peer, target: '>= 0.75' }),
      row({ id: '64 MiB from memory, gRPC direct', value: median(rates.direct), ...large }),
      row({ id: '64 MiB from memory, through Envoy', value: median(rates.envoy), ...peer, target: '>= 0.5' }),
    ];
  } finally {
    await client.stop();
    await peers.stop();
  }
}
