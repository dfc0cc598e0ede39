import { median } from '../harness/median.ts';
import { processCpuSeconds, processMemory, resetPeakMemory } from '../harness/process-memory.ts';
import { type Row, row } from '../harness/row.ts';
import type { ClientTask } from './client-process.ts';
import { type Peers, startClient, startPeers } from './start-peers.ts';

const ROUNDS = 5;
const WARM_UPS = 2;
const TRANSFERS = 3;

interface Cost {
  seconds: number;
  cpuSeconds: number;
  /** High-water mark above what was resident before, bytes, all processes together. */
  memoryBytes: number;
}

/** 64 MiB through Envoy as chunks, against Base64 in a JSON document over HTTP without any proxy. */
export async function oldWayRows(directory: string): Promise<Row[]> {
  const costs: Record<'chunks' | 'json', Cost[]> = { chunks: [], json: [] };
  for (let round = 0; round < ROUNDS; round++) {
    // Fresh processes for each way: a heap that one way has grown would hide the other's memory.
    for (const way of ['chunks', 'json'] as const) costs[way].push(await costOf(directory, way));
  }
  const of = (way: 'chunks' | 'json', key: keyof Cost) => median(costs[way].map((cost) => cost[key]));
  const megabytes = (seconds: number) => (64 * 1024 * 1024) / 1e6 / seconds;
  const peer = 'Base64 in JSON over HTTP';
  return [
    row({
      ...{ id: '64 MiB through Envoy, speed', unit: 'MB/s', peer, target: '>= 4' },
      ...{ value: megabytes(of('chunks', 'seconds')), peer_value: megabytes(of('json', 'seconds')) },
    }),
    row({
      ...{ id: '64 MiB through Envoy, processor', unit: 'CPU s', peer, target: '<= 0.334' },
      ...{ value: of('chunks', 'cpuSeconds'), peer_value: of('json', 'cpuSeconds') },
    }),
    row({
      ...{ id: '64 MiB through Envoy, memory', unit: 'MB', peer, target: '<= 0.334' },
      ...{ value: of('chunks', 'memoryBytes') / 1e6, peer_value: of('json', 'memoryBytes') / 1e6 },
    }),
  ];
}

/** Fresh processes, warmed by two transfers: time and processor of the next three, memory of all. */
async function costOf(directory: string, way: 'chunks' | 'json'): Promise<Cost> {
  const peers = await startPeers(directory);
  const client = await startClient();
  const pids =
    way === 'chunks' ? [peers.grpc.pid, peers.envoy.pid, client.pid] : [peers.peer.pid, client.pid];
  try {
    const task = taskOf(peers, way);
    const before = pids.map((pid) => processMemory(pid).residentBytes);
    for (const pid of pids) resetPeakMemory(pid);
    for (let transfer = 0; transfer < WARM_UPS; transfer++) await client.ask(task);
    const cpuBefore = total(pids.map(processCpuSeconds));
    const seconds: number[] = [];
    for (let transfer = 0; transfer < TRANSFERS; transfer++) seconds.push((await client.ask(task)).seconds);
    return {
      seconds: median(seconds),
      cpuSeconds: (total(pids.map(processCpuSeconds)) - cpuBefore) / seconds.length,
      memoryBytes: total(pids.map((pid, i) => processMemory(pid).peakBytes - before[i])),
    };
  } finally {
    await client.stop();
    await peers.stop();
  }
}

function taskOf({ at }: Peers, way: 'chunks' | 'json'): ClientTask {
  if (way === 'json') return { way, address: at.json };
  return { way: 'grpc', address: at.envoy, imageId: '0'.repeat(64) };
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
