import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Endpoint } from '../../gateway/src/topology.ts';
import { writeEnvoyConfig } from '../../gateway/src/write-config.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { originOf, type ServerCertificate } from '../tls/server-certificate.ts';
import { findEnvoy } from './find-envoy.ts';
import { freePorts } from './free-ports.ts';
import { type HealthProbe, meshServes } from './health-probes.ts';
import { createLogFile } from './log-file.ts';
import { type MeshPlanOptions, planMesh } from './mesh-plan.ts';
import { type SupervisedProcess, superviseProcess } from './supervise-process.ts';

export interface MeshOptions {
  /** Holds everything that the mesh writes: data/, logs/, run/. */
  dataDir: string;
  /** Port of the public listener; a free one if left out. */
  publicPort?: number;
  /** ModelServing processes; one if left out. */
  modelServings?: number;
  /** Settings of the services besides the launcher's own, see docs/configuration.md. */
  env?: MeshPlanOptions['env'];
  /** Makes the public listener speak TLS; plain HTTP if left out. */
  certificate?: ServerCertificate;
  /** Told of ends, restarts, and the processes' warnings and errors. */
  log?: (line: string) => void;
}

export interface Mesh {
  /** "host:port" of Envoy's public listener: gRPC, gRPC-Web and the page. */
  publicAddress: string;
  /** The same for browsers and clients: "http://127.0.0.1:8080", with TLS "https://localhost:8080". */
  origin: string;
  /** frontend, backend, model-serving (then model-serving-2 …), envoy. */
  processes: Record<string, SupervisedProcess>;
  /** Frontend stops first, so that nothing new comes in, and Envoy last, since the others talk through it. */
  stop(): Promise<void>;
  /** SIGKILL to every process and its children. */
  killNow(): void;
}

const READY_TIMEOUT_MS = 60_000;
/** Frontend ends its last calls after 9 s; after this each is killed. */
const STOP_GRACE_MS = 10_000;
const PROBE_INTERVAL_MS = 25;

/**
 * Starts Frontend, Backend, ModelServing and Envoy as processes of this machine and resolves when a
 * call through Envoy's public listener is answered. None of them outlives the calling process.
 *
 * @throws {SetupError} with a sentence for people when one of them does not start
 */
export async function startMesh(options: MeshOptions): Promise<Mesh> {
  const log = options.log ?? (() => {});
  const { dataDir, certificate } = options;
  const modelServings = options.modelServings ?? 1;
  const plan = await planMesh({
    dataDir,
    modelServings,
    env: options.env ?? {},
    certificate,
    publicPort: options.publicPort ?? (await freePorts(1))[0],
    envoyPath: await findEnvoy(),
  });
  await writeEnvoyConfig(plan.envoyConfigPath, plan.topology);

  // While some are up and others are not yet or no more, each complains of the others: that stays in the files.
  let complete = false;
  const echo = (line: string) => {
    if (complete) log(line);
  };
  const processes: Record<string, SupervisedProcess> = {};
  for (const [name, processPlan] of plan.processes) {
    const file = createLogFile(join(dataDir, 'logs', `${name}.log`));
    processes[name] = superviseProcess(processPlan, { file, log, echo });
  }
  const all = Object.values(processes);
  const killNow = () => {
    for (const each of all) each.killNow();
  };
  const publicAddress = text(plan.topology.publicListener);
  try {
    const serves = meshServes(publicAddress, modelServings, certificate && 'tls');
    await within(READY_TIMEOUT_MS, dataDir, (signal) => allReady(all, serves, signal));
  } catch (error) {
    killNow();
    throw error;
  }
  complete = true;
  return {
    publicAddress,
    origin: originOf(plan.topology.publicListener, certificate),
    processes,
    killNow,
    async stop() {
      complete = false;
      for (const each of all) await each.stop(STOP_GRACE_MS);
    },
  };
}

/** Each by itself, then a call all the way through: Envoy, too, must have found each of them healthy. */
async function allReady(
  processes: SupervisedProcess[],
  serves: HealthProbe,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(processes.map((each) => each.ready()));
  while (!signal.aborted && !(await serves())) await delay(PROBE_INTERVAL_MS);
}

async function within(
  timeoutMs: number,
  dataDir: string,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const over = new AbortController();
  const late = delay(timeoutMs, undefined, { signal: over.signal }).then(() => {
    throw new SetupError(
      `nanoCocoa was not ready after ${timeoutMs / 1_000} s: see the files in ${join(dataDir, 'logs')}.`,
    );
  });
  late.catch(() => {});
  try {
    await Promise.race([work(over.signal), late]);
  } finally {
    over.abort();
  }
}

function text({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
