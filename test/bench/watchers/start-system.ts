import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../../../scripts/launch/free-ports.ts';
import { grpcHealth } from '../../../scripts/launch/health-probes.ts';
import { SERVICE_NODE_FLAGS } from '../../../scripts/launch/service-node-flags.ts';
import { endWithParent } from '../../../scripts/setup/end-with-parent.mjs';
import { freeTopology } from '../../support/free-topology.ts';
import { startEnvoy } from '../../support/start-envoy.ts';
import { until } from '../../support/until.ts';
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
  const [frontendPort, webPort, backendPort] = await freePorts(3);
  const backend = await startBenchProcess<BackendTask, BackendAnswer>(
    new URL('./backend-process.ts', import.meta.url),
    { args: [String(backendPort)], greets: true },
  );
  const envoy = await startEnvoy({
    topology: freeTopology({ frontend: frontendPort, web: webPort, backend: backendPort }),
    directory,
    concurrency: 2,
  });
  const frontend = spawnEnding(process.execPath, [...SERVICE_NODE_FLAGS, FRONTEND], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      ...process.env,
      NANOCOCOA_PARENT_WATCH: '1',
      FRONTEND_LISTEN: `127.0.0.1:${frontendPort}`,
      FRONTEND_WEB_LISTEN: `127.0.0.1:${webPort}`,
      FRONTEND_WEB_DIR: directory,
      FRONTEND_TEMP_DIR: join(directory, 'tmp'),
      BACKEND_ADDRESS: envoy.listeners['to-backend'],
    },
  });
  const { public: publicAddress } = envoy.listeners;
  const stop = async (): Promise<void> => {
    await Promise.all([end(frontend), envoy.close(), backend.stop()]);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await until('The system is not ready', grpcHealth(publicAddress), 20_000);
  } catch (error) {
    await stop();
    throw error;
  }
  const pids = { frontendPid: frontend.pid ?? 0, envoyPid: envoy.pid };
  return { publicAddress, ...pids, adminAddress: envoy.admin, backend, stop };
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
