import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { envoyArguments } from '../../../gateway/src/envoy-arguments.ts';
import { renderEnvoyConfig } from '../../../gateway/src/render.ts';
import { singleMachine } from '../../../gateway/src/topologies/single-machine.ts';
import { findEnvoy } from '../../../scripts/launch/find-envoy.ts';
import { freePorts } from '../../../scripts/launch/free-ports.ts';
import { grpcHealth } from '../../../scripts/launch/health-probes.ts';
import { endWithParent } from '../../../scripts/setup/end-with-parent.mjs';
import { type BenchProcess, startBenchProcess } from '../harness/bench-process.ts';
import type { BackendAnswer, BackendTask } from './backend-process.ts';

const FRONTEND = fileURLToPath(new URL('../../../services/frontend/src/main.ts', import.meta.url));

export interface WatchedSystem {
  publicAddress: string;
  frontendPid: number;
  envoyPid: number;
  /** Envoy's own pages: "host:port". */
  adminAddress: string;
  backend: BenchProcess<BackendTask, BackendAnswer>;
  stop(): Promise<void>;
}

/** Frontend and gateway as they are deployed, in processes of their own, before a Backend of the bench's own. */
export async function startSystem(): Promise<WatchedSystem> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-watchers-'));
  const [publicPort, adminPort, frontendPort, webPort, ...others] = await freePorts(8);
  const [backendPort, backendListenerPort, modelServingListenerPort, modelServingPort] = others;
  const configPath = join(directory, 'envoy.yaml');
  const topology = singleMachine({
    ...{ publicPort, adminPort, frontendPort, webPort, backendPort },
    ...{ backendListenerPort, modelServingListenerPort, modelServingPorts: [modelServingPort] },
  });
  await writeFile(configPath, renderEnvoyConfig(topology));
  const backend = await startBenchProcess<BackendTask, BackendAnswer>(
    new URL('./backend-process.ts', import.meta.url),
    [String(backendPort)],
    true,
  );
  const frontend = spawnEnding(process.execPath, [FRONTEND], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      ...process.env,
      NANOCOCOA_PARENT_WATCH: '1',
      FRONTEND_LISTEN: `127.0.0.1:${frontendPort}`,
      FRONTEND_WEB_LISTEN: `127.0.0.1:${webPort}`,
      FRONTEND_WEB_DIR: directory,
      FRONTEND_TEMP_DIR: join(directory, 'tmp'),
      BACKEND_ADDRESS: `127.0.0.1:${backendListenerPort}`,
    },
  });
  const envoy = spawnEnding(await findEnvoy(), envoyArguments({ configPath, concurrency: 2 }), {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const publicAddress = `127.0.0.1:${publicPort}`;
  const stop = async (): Promise<void> => {
    await Promise.all([end(frontend), end(envoy), backend.stop()]);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await until(grpcHealth(publicAddress));
  } catch (error) {
    await stop();
    throw error;
  }
  const pids = { frontendPid: frontend.pid ?? 0, envoyPid: envoy.pid ?? 0 };
  return { publicAddress, ...pids, adminAddress: `127.0.0.1:${adminPort}`, backend, stop };
}

/** Starts a process that ends with this one, even when this one is killed. */
function spawnEnding(command: string, args: string[], options: SpawnOptions): ChildProcess {
  const [first, ...rest] = [...endWithParent({ watchesItself: false }), command, ...args];
  return spawn(first, rest, options);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function until(probe: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!(await probe())) {
    if (performance.now() > endMs) throw new Error('The system was not ready after 20 s.');
  }
}
