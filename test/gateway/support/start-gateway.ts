import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsFiles, Topology } from '@nanococoa/gateway/topology.ts';
import { freeTopology, type TierPorts } from '../../support/free-topology.ts';
import { type RunningEnvoy, startEnvoy } from '../../support/start-envoy.ts';

export interface GatewayChanges extends Partial<Omit<Topology, 'tls'>> {
  /** Makes the public listener speak TLS. */
  certificate?: Omit<TlsFiles, 'secretPath'>;
}

/** The gateway of one machine on free ports, before the given tiers. */
export async function startGateway(
  ports: TierPorts,
  { certificate, ...changes }: GatewayChanges = {},
): Promise<RunningEnvoy> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-envoy-'));
  const tls = certificate && { ...certificate, secretPath: join(directory, 'tls-secret.yaml') };
  try {
    const topology = { ...freeTopology(ports), ...changes, tls };
    return await startEnvoy({ topology, directory, concurrency: 1 });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
