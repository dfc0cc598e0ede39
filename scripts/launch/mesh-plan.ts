import { join } from 'node:path';
import { envoyArguments } from '../../gateway/src/envoy-arguments.ts';
import { singleMachine } from '../../gateway/src/topologies/single-machine.ts';
import type { Topology } from '../../gateway/src/topology.ts';
import { MODELS_DIR } from '../setup/ensure-model.mjs';
import { CACHE_DIR, ROOT_DIR } from '../setup/folders.mjs';
import type { ServerCertificate } from '../tls/server-certificate.ts';
import { freePorts } from './free-ports.ts';
import { envoyReady, grpcHealth } from './health-probes.ts';
import { SERVICE_NODE_FLAGS } from './service-node-flags.ts';
import type { ProcessPlan } from './supervise-process.ts';

export interface MeshPlanOptions {
  dataDir: string;
  publicPort: number;
  envoyPath: string;
  /** ModelServing processes. */
  modelServings: number;
  /** Settings of a service besides those that the plan makes, see docs/configuration.md. */
  env: Partial<Record<ServiceName, Record<string, string>>>;
  /** Makes the public listener speak TLS. */
  certificate?: ServerCertificate;
}

export type ServiceName = 'frontend' | 'backend' | 'model-serving';

export interface MeshPlan {
  topology: Topology;
  envoyConfigPath: string;
  /** By name of process; the order is that in which they stop. */
  processes: Map<string, ProcessPlan>;
}

/** Chooses the ports of a mesh on this machine and says what to run with which environment. */
export async function planMesh(o: MeshPlanOptions): Promise<MeshPlan> {
  const [backendListener, modelServingListener, admin, frontend, web, backend, ...modelServings] =
    await freePorts(6 + o.modelServings);
  const topology = singleMachine({
    publicPort: o.publicPort,
    backendListenerPort: backendListener,
    modelServingListenerPort: modelServingListener,
    adminPort: admin,
    frontendPort: frontend,
    webPort: web,
    backendPort: backend,
    modelServingPorts: modelServings,
    // To its log file by way of this process, which bounds the file's size.
    accessLog: 'stdout',
    ...(o.certificate && tlsOf(o.certificate, o.dataDir)),
  });
  const toBackend = loopback(backendListener);
  const service = (
    title: string,
    name: ServiceName,
    port: number,
    env: Record<string, string>,
  ): ProcessPlan => ({
    title,
    command: process.execPath,
    args: [...SERVICE_NODE_FLAGS, join(ROOT_DIR, 'services', name, 'src/main.ts')],
    env: { ...process.env, NANOCOCOA_PARENT_WATCH: '1', ...env, ...o.env[name] },
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
  for (const [index, port] of modelServings.entries()) {
    const [name, title] =
      index === 0
        ? ['model-serving', 'ModelServing']
        : [`model-serving-${index + 1}`, `ModelServing ${index + 1}`];
    processes.set(
      name,
      service(title, 'model-serving', port, {
        MODEL_SERVING_LISTEN: loopback(port),
        MODEL_SERVING_MODELS_DIR: MODELS_DIR,
        MODEL_SERVING_CACHE_DIR: join(CACHE_DIR, 'studio'),
        BACKEND_ADDRESS: toBackend,
      }),
    );
  }
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

function tlsOf({ certificatePath, privateKeyPath, hosts }: ServerCertificate, dataDir: string) {
  const tls = { certificatePath, privateKeyPath, secretPath: join(dataDir, 'run/tls-secret.yaml') };
  return { tls, hostNames: hosts };
}

function loopback(port: number): string {
  return `127.0.0.1:${port}`;
}
