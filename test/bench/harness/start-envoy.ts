import { grpcHealth } from '../../../scripts/launch/health-probes.ts';
import { freeTopology } from '../../support/free-topology.ts';
import { startEnvoy as start } from '../../support/start-envoy.ts';
import { until } from '../../support/until.ts';

export interface BenchEnvoy {
  pid: number;
  publicAddress: string;
  stop(): Promise<void>;
}

/** The gateway as it is deployed, in front of a Frontend of the bench's own. */
export async function startEnvoy(directory: string, frontendPort: number): Promise<BenchEnvoy> {
  const topology = freeTopology({ frontend: frontendPort });
  const { pid, listeners, close } = await start({ topology, directory, concurrency: 2 });
  try {
    await until('Envoy does not reach Frontend', grpcHealth(listeners.public), 10_000);
  } catch (error) {
    await close();
    throw error;
  }
  return { pid, publicAddress: listeners.public, stop: close };
}
