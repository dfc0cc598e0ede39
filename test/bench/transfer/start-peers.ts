import { SERVICE_NODE_FLAGS } from '../../../scripts/launch/service-node-flags.ts';
import { type BenchProcess, startBenchProcess } from '../harness/bench-process.ts';
import { type BenchEnvoy, startEnvoy } from '../harness/start-envoy.ts';
import type { ClientTask } from './client-process.ts';
import type { PeerPorts } from './peer-server.ts';

export type TransferClient = BenchProcess<ClientTask, { seconds: number; sizeBytes: number }>;

export interface Peers {
  /** Serves gRPC, with the flags of a service. */
  grpc: BenchProcess<never, never>;
  /** Serves what the bench compares with, on Node as it comes. */
  peer: BenchProcess<never, never>;
  envoy: BenchEnvoy;
  /** "127.0.0.1:port" of each way of serving. */
  at: Record<keyof PeerPorts | 'grpc' | 'envoy', string>;
  stop(): Promise<void>;
}

/** The processes that serve 64 MiB in every way, and an Envoy in front of gRPC. */
export async function startPeers(directory: string): Promise<Peers> {
  const grpc = await startBenchProcess<never, never>(new URL('./grpc-server.ts', import.meta.url), {
    greets: true,
    nodeFlags: SERVICE_NODE_FLAGS,
  });
  const peer = await startBenchProcess<never, never>(new URL('./peer-server.ts', import.meta.url), {
    greets: true,
    args: [directory],
  });
  const grpcPort = grpc.hello as number;
  const ports = { ...(peer.hello as PeerPorts), grpc: grpcPort };
  const envoy = await startEnvoy(directory, grpcPort);
  const at = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `127.0.0.1:${port}`]));
  return {
    grpc,
    peer,
    envoy,
    at: { ...(at as Record<keyof typeof ports, string>), envoy: envoy.publicAddress },
    async stop() {
      await envoy.stop();
      await Promise.all([grpc.stop(), peer.stop()]);
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
