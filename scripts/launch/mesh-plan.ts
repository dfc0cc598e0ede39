import { join } from 'node:path';
import { envoyArguments } from '../../gateway/src/envoy-arguments.ts';
import { singleMachine } from '../../gateway/src/topologies/single-machine.ts';
import type { Topology } from '../../gateway/src/topology.ts';
import { MODELS_DIR } from '../setup/ensure-model.mjs';
import { CACHE_DIR, ROOT_DIR } from '../setup/folders.mjs';
import { freePorts } from './free-ports.ts';
import { envoyReady, grpcHealth } from './health-probes.ts';
import type { ProcessPlan } from './supervise-process.ts';

export interface MeshPlanOptions {
  dataDir: string;
  publicPort: number;
  envoyPath: string;
}

export interface MeshPlan {
  topology: Topology;
  envoyConfigPath: string;
  /** By name of process; the order is that in which they stop. */
  processes: Map<string, ProcessPlan>;
}

/** Chooses the ports of a mesh on this machine and says what to run with which environment. */
export async function planMesh(o: MeshPlanOptions): Promise<MeshPlan> {
  const [backendListener, modelServingListener, admin, frontend, web, backend, modelServing] =
    await freePorts(7);
  const topology = singleMachine({
    publicPort: o.publicPort,
    backendListenerPort: backendListener,
    modelServingListenerPort: modelServingListener,
    adminPort: admin,
    frontendPort: frontend,
    webPort: web,
    backendPort: backend,
    modelServingPorts: [modelServing],
    // To its log file by way of this process, which bounds the file's size.
    accessLog: 'stdout',
  });
  const toBackend = loopback(backendListener);
  const service = (title: string, name: string, port: number, env: Record<string, string>): ProcessPlan => ({
    title,
    command: process.execPath,
    args: [join(ROOT_DIR, 'services', name, 'src/main.ts')],
    env: { ...process.env, NANOCOCOA_PARENT_WATCH: '1', ...env },
    watchesParent: true,
    healthy: grpcHealth(loopback(port)),
  });

  const processes = new Map<string, ProcessPlan>();
  processes.set(
    'frontend',
    service('Frontend', 'frontend', frontend, {
      FRONTEND_LISTEN: loopback(frontend),
      FRONTEND_WEB_LISTEN: loopback(web),
      FRONTEND_WEB_DIR: join(ROOT_DIR, 'services/frontend/web/dist'),
      FRONTEND_TEMP_DIR: join(o.dataDir, 'tmp'),
      BACKEND_ADDRESS: toBackend,
    }),
  );
  processes.set(
    'backend',
    service('Backend', 'backend', backend, {
      BACKEND_LISTEN: loopback(backend),
      BACKEND_DATA_DIR: join(o.dataDir, 'data'),
      MODEL_SERVING_ADDRESS: loopback(modelServingListener),
    }),
  );
  processes.set(
    'model-serving',
    service('ModelServing', 'model-serving', modelServing, {
      MODEL_SERVING_LISTEN: loopback(modelServing),
      MODEL_SERVING_MODELS_DIR: MODELS_DIR,
      MODEL_SERVING_CACHE_DIR: join(CACHE_DIR, 'studio'),
      BACKEND_ADDRESS: toBackend,
    }),
  );
  const envoyConfigPath = join(o.dataDir, 'run/envoy.yaml');
  processes.set('envoy', {
    title: 'Envoy',
    command: o.envoyPath,
    args: envoyArguments({ configPath: envoyConfigPath, concurrency: 2 }),
    env: process.env,
    watchesParent: false,
    healthy: envoyReady(loopback(admin)),
  });
  return { topology, envoyConfigPath, processes };
}

function loopback(port: number): string {
  return `127.0.0.1:${port}`;
}
