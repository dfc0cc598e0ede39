import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type BenchProcess, startBenchProcess } from '../harness/bench-process.ts';
import { median } from '../harness/median.ts';
import { processCpuSeconds, processMemory } from '../harness/process-memory.ts';
import { type Row, row } from '../harness/row.ts';
import type { ClientAnswer, ClientTask } from './client-process.ts';
import { startSystem, type WatchedSystem } from './start-system.ts';

/** Watchers are spread over this many processes. */
const CLIENTS = 2;
/** After opening, buffers are given back and garbage is collected before memory is read. */
const SETTLE_MS = 8_000;
const EVENTS = 9;
/** File handles beyond those of the connections, of Envoy and of a process of watchers. */
const SPARE_HANDLES = 1000;

interface Shape {
  rpc: 'WatchJob' | 'WatchJobs';
  connections: number;
  streamsPerConnection: number;
}

type Client = BenchProcess<ClientTask, ClientAnswer>;

/** What watchers cost, and how long an event takes to all of them, through Envoy and Frontend. */
export async function run(): Promise<Row[]> {
  checkHandles(2 * 2000 + SPARE_HANDLES);
  return [
    ...(await measure({ rpc: 'WatchJob', connections: 100, streamsPerConnection: 100 })),
    ...(await measure({ rpc: 'WatchJobs', connections: 100, streamsPerConnection: 100 })),
    ...(await measure({ rpc: 'WatchJob', connections: 2000, streamsPerConnection: 1 })),
  ];
}

async function measure(shape: Shape): Promise<Row[]> {
  const watchers = shape.connections * shape.streamsPerConnection;
  const name =
    shape.streamsPerConnection === 1
      ? `${watchers} connections of one ${shape.rpc}`
      : `${watchers} ${shape.rpc} over ${shape.connections} connections`;
  const system = await startSystem();
  const clients: Client[] = [];
  try {
    for (let i = 0; i < CLIENTS; i += 1) {
      clients.push(await startBenchProcess(new URL('./client-process.ts', import.meta.url)));
    }
    const errors: string[] = [];
    const all = async (task: ClientTask): Promise<ClientAnswer[]> => {
      const answers = await Promise.all(clients.map((client) => client.ask(task)));
      for (const answer of answers) errors.push(...answer.errors);
      return answers;
    };
    const open = (connections: number): Promise<ClientAnswer[]> =>
      all({ ...shape, kind: 'open', address: system.publicAddress, connections: connections / CLIENTS });
    // Code that is compiled and pools that are filled at the first call are no cost of a watcher.
    await open(CLIENTS);
    if (errors.length > 0) throw new Error(`A watch could not be opened: ${errors[0]}.`);
    await fanOut(system, all);
    await all({ kind: 'close' });
    await delay(SETTLE_MS / 4);
    const before = await memoryOf(system);

    const openedMs = performance.now();
    await open(shape.connections);
    if (errors.length > 0) throw new Error(`${errors.length} watches could not be opened: ${errors[0]}.`);
    const openingMs = performance.now() - openedMs;
    await delay(SETTLE_MS);
    const after = await memoryOf(system);
    const cpuBefore = cpuOf(system);
    await delay(SETTLE_MS);
    const idleCpu = ((cpuOf(system) - cpuBefore) / SETTLE_MS) * 1e5;
    const delays: number[] = [];
    const fanOutCpu = cpuOf(system);
    for (let event = 0; event < EVENTS; event += 1) delays.push(await fanOut(system, all));
    const eventCpuMs = ((cpuOf(system) - fanOutCpu) * 1000) / EVENTS;
    const { watches } = await system.backend.ask('watches');
    for (const error of errors.slice(0, 3)) process.stderr.write(`${name}: ${error}\n`);

    const perWatcher = (bytes: number): number => bytes / watchers / 1024;
    const { frontend, envoy } = {
      frontend: after.frontend - before.frontend,
      envoy: after.envoy - before.envoy,
    };
    const envoyAllocated = after.envoyAllocated - before.envoyAllocated;
    return [
      row({ id: `${name}: errors`, value: errors.length, unit: '', target: '<= 0' }),
      row({ id: `${name}: memory each`, value: perWatcher(frontend + envoy), unit: 'KB', target: '<= 60' }),
      row({ id: '… of it Frontend', value: perWatcher(frontend), unit: 'KB' }),
      row({ id: '… of it Envoy', value: perWatcher(envoy), unit: 'KB' }),
      row({ id: '… allocated in Envoy, by its own count', value: perWatcher(envoyAllocated), unit: 'KB' }),
      row({ id: '… to open all', value: openingMs, unit: 'ms' }),
      row({ id: '… idle, Frontend + Envoy, of one processor', value: idleCpu, unit: '%' }),
      row({ id: '… watches at Backend', value: watches, unit: '', target: '<= 1' }),
      row({
        id: `one event to ${watchers} watchers, the last, p50 of ${EVENTS}`,
        value: median(delays),
        unit: 'ms',
        target: watchers === 10_000 ? '<= 700' : undefined,
      }),
      row({ id: '… slowest', value: Math.max(...delays), unit: 'ms' }),
      row({ id: '… processor time in Frontend + Envoy', value: eventCpuMs, unit: 'ms' }),
    ];
  } finally {
    await Promise.all(clients.map((client) => client.stop()));
    await system.stop();
  }
}

/** Milliseconds from an event in Backend to the last watcher. */
async function fanOut(
  { backend }: WatchedSystem,
  all: (task: ClientTask) => Promise<ClientAnswer[]>,
): Promise<number> {
  const { publishedMs, sequence } = await backend.ask('publish');
  const answers = await all({ kind: 'await', sequence });
  return Math.max(...answers.map(({ lastMs }) => lastMs)) - publishedMs;
}

async function memoryOf({ frontendPid, envoyPid, adminAddress }: WatchedSystem) {
  const stats = await (await fetch(`http://${adminAddress}/stats?filter=^server.memory_allocated$`)).text();
  return {
    frontend: processMemory(frontendPid).residentBytes,
    envoy: processMemory(envoyPid).residentBytes,
    envoyAllocated: Number(stats.split(':')[1]),
  };
}

function cpuOf({ frontendPid, envoyPid }: WatchedSystem): number {
  return processCpuSeconds(frontendPid) + processCpuSeconds(envoyPid);
}

/** Node takes as many file handles as the system allows it, and hands that down; the system must allow enough. */
function checkHandles(needed: number): void {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const [, soft] = /^Max open files\s+(\S+)/m.exec(limits) ?? [];
  if (Number(soft) < needed) {
    throw new Error(`This bench needs ${needed} file handles a process; the limit is ${soft} (ulimit -n).`);
  }
}
