import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { envoyArguments } from '../../../gateway/src/envoy-arguments.ts';
import { renderEnvoyConfig } from '../../../gateway/src/render.ts';
import { singleMachine } from '../../../gateway/src/topologies/single-machine.ts';
import { findEnvoy } from '../../../scripts/launch/find-envoy.ts';
import { freePorts } from '../../../scripts/launch/free-ports.ts';
import { envoyReady, grpcHealth } from '../../../scripts/launch/health-probes.ts';

export interface BenchEnvoy {
  pid: number;
  publicAddress: string;
  stop(): Promise<void>;
}

/** The gateway as it is deployed, in front of a Frontend of the bench's own. */
export async function startEnvoy(directory: string, frontendPort: number): Promise<BenchEnvoy> {
  const [publicPort, adminPort, ...others] = await freePorts(7);
  const [backendListenerPort, modelServingListenerPort, webPort, backendPort, modelServingPort] = others;
  const config = renderEnvoyConfig(
    singleMachine({
      ...{ publicPort, adminPort, frontendPort, webPort, backendPort },
      ...{ backendListenerPort, modelServingListenerPort, modelServingPorts: [modelServingPort] },
    }),
  );
  const configPath = join(directory, 'envoy.yaml');
  await writeFile(configPath, config);
  const child: ChildProcess = spawn(await findEnvoy(), envoyArguments({ configPath, concurrency: 2 }), {
    stdio: 'ignore',
  });
  const publicAddress = `127.0.0.1:${publicPort}`;
  await until(envoyReady(`127.0.0.1:${adminPort}`));
  await until(grpcHealth(publicAddress));
  return {
    pid: child.pid ?? 0,
    publicAddress,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function until(probe: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await probe())) if (performance.now() > end) throw new Error('Envoy was not ready after 10 s.');
}
