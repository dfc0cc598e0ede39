import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Topology } from '@nanococoa/gateway/topology.ts';
import { freeTopology, type TierPorts } from '../../support/free-topology.ts';
import { type RunningEnvoy, startEnvoy } from '../../support/start-envoy.ts';

/** The gateway of one machine on free ports, before the given tiers. */
export async function startGateway(ports: TierPorts, changes: Partial<Topology> = {}): Promise<RunningEnvoy> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-envoy-'));
  try {
    return await startEnvoy({ topology: { ...freeTopology(ports), ...changes }, directory, concurrency: 1 });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
