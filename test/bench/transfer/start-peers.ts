import { type BenchProcess, startBenchProcess } from '../harness/bench-process.ts';
import { type BenchEnvoy, startEnvoy } from '../harness/start-envoy.ts';
import type { ClientTask } from './client-process.ts';
import type { PeerPorts } from './peer-server.ts';

export type TransferClient = BenchProcess<ClientTask, { seconds: number; sizeBytes: number }>;

export interface Peers {
  server: BenchProcess<never, never>;
  envoy: BenchEnvoy;
  /** "127.0.0.1:port" of each way of serving. */
  at: Record<keyof PeerPorts | 'envoy', string>;
  stop(): Promise<void>;
}

/** The process that serves 64 MiB in every way, and an Envoy in front of its gRPC. */
export async function startPeers(directory: string): Promise<Peers> {
  const server = await startBenchProcess<never, never>(
    new URL('./peer-server.ts', import.meta.url),
    [directory],
    true,
  );
  const ports = server.hello as PeerPorts;
  const envoy = await startEnvoy(directory, ports.grpc);
  const at = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `127.0.0.1:${port}`]));
  return {
    server,
    envoy,
    at: { ...(at as Record<keyof PeerPorts, string>), envoy: envoy.publicAddress },
    async stop() {
      await envoy.stop();
      await server.stop();
    },
  };
}

export function startClient(): Promise<TransferClient> {
  return startBenchProcess(new URL('./client-process.ts', import.meta.url));
}

/** Megabytes (10^6) a second of one transfer. */
export async function megabytesPerSecond(client: TransferClient, task: ClientTask): Promise<number> {
  const { seconds, sizeBytes } = await client.ask(task);
  return sizeBytes / 1e6 / seconds;
}
