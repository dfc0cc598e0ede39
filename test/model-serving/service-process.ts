import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { MODELS_DIR, ROOT } from './serve.ts';

export interface ServiceProcess {
  process: ChildProcess;
  pid: number;
  address: string;
  cacheDir: string;
}

export const MAIN = join(ROOT, 'services/model-serving/src/main.ts');
/** The same service with the steps of test-steps.ts. */
export const TEST_MAIN = join(import.meta.dirname, 'test-service-main.ts');

/** Starts the service as a process and waits until it listens. Rejects with its stderr if it ends. */
export async function startServiceProcess(
  closing: (() => unknown)[],
  main: string,
  env: Record<string, string> = {},
): Promise<ServiceProcess> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'model-serving-'));
  closing.push(() => rm(cacheDir, { recursive: true, force: true }));
  const service = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      MODEL_SERVING_LISTEN: '127.0.0.1:0',
      BACKEND_ADDRESS: '127.0.0.1:1',
      MODEL_SERVING_MODELS_DIR: MODELS_DIR,
      MODEL_SERVING_CACHE_DIR: cacheDir,
      NANOCOCOA_PARENT_WATCH: '1',
      LOG_LEVEL: 'info',
      ...env,
    },
  });
  closing.push(async () => {
    if (service.exitCode !== null || service.signalCode !== null) return;
    service.kill('SIGKILL');
    await once(service, 'exit');
  });
  const port = await listeningPort(service);
  return { process: service, pid: service.pid ?? 0, address: `127.0.0.1:${port}`, cacheDir };
}

async function listeningPort(service: ChildProcess): Promise<number> {
  if (!service.stdout || !service.stderr) throw new Error('stdout or stderr is not a pipe');
  const found = Promise.withResolvers<number>();
  const said = text(service.stderr);
  const lines = createInterface(service.stdout);
  lines.on('line', (line) => {
    const entry: { msg?: string; port?: number } = JSON.parse(line);
    if (entry.msg === 'listening' && entry.port) found.resolve(entry.port);
  });
  lines.on('close', () => {
    said.then((message) => found.reject(new Error(`the service ended: ${message}`)), found.reject);
  });
  return await found.promise;
}
