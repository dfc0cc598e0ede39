import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { envoyArguments } from '@nanococoa/gateway/envoy-arguments.ts';
import { renderEnvoyConfig } from '@nanococoa/gateway/render.ts';
import type { Topology } from '@nanococoa/gateway/topology.ts';
import { findEnvoy } from '../../../scripts/launch/find-envoy.ts';

export interface RunningEnvoy {
  /** Addresses of the listeners, "host:port", by name: public, to-backend, to-model-serving. */
  listeners: Record<string, string>;
  /** Address of the admin pages, "host:port". */
  admin: string;
  process: ChildProcess;
  close(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;

/** Starts a real Envoy and waits until it listens; listeners of the topology with port 0 get free ones. */
export async function startEnvoy(topology: Topology): Promise<RunningEnvoy> {
  const dir = await mkdtemp(join(tmpdir(), 'nanococoa-envoy-'));
  const configPath = join(dir, 'envoy.yaml');
  const adminPath = join(dir, 'admin');
  await writeFile(configPath, renderEnvoyConfig(topology));
  const args = [...envoyArguments({ configPath, concurrency: 1 }), '--admin-address-path', adminPath];
  const child = spawn(await findEnvoy(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));

  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', killNow);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const admin = await until(child, () => adminOf(adminPath));
    const listeners = await until(child, () => listenersOf(admin));
    return { listeners, admin, process: child, close };
  } catch (error) {
    await close();
    throw new Error(`Envoy did not start: ${errors}`, { cause: error });
  }
}

/** Repeats until it succeeds, the process ends, or too long has passed. */
async function until<T>(child: ChildProcess, attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (child.exitCode !== null || Date.now() > deadline) throw error;
      await delay(10);
    }
  }
}

async function adminOf(path: string): Promise<string> {
  const address = await readFile(path, 'utf8');
  if (!/:\d+$/.test(address)) throw new Error('not written yet');
  return address;
}

async function listenersOf(admin: string): Promise<Record<string, string>> {
  const ready = await fetch(`http://${admin}/ready`);
  if (!ready.ok) throw new Error(`not ready: ${await ready.text()}`);
  const response = await fetch(`http://${admin}/listeners?format=json`);
  const { listener_statuses } = (await response.json()) as {
    listener_statuses: {
      name: string;
      local_address: { socket_address: { address: string; port_value: number } };
    }[];
  };
  return Object.fromEntries(
    listener_statuses.map(({ name, local_address: { socket_address } }) => [
      name,
      `${socket_address.address}:${socket_address.port_value}`,
    ]),
  );
}
