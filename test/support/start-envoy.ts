import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { envoyArguments } from '@nanococoa/gateway/envoy-arguments.ts';
import type { Topology } from '@nanococoa/gateway/topology.ts';
import { writeEnvoyConfig } from '@nanococoa/gateway/write-config.ts';
import { findEnvoy } from '../../scripts/launch/find-envoy.ts';
import { endWithParent } from '../../scripts/setup/end-with-parent.mjs';

export interface EnvoyOptions {
  /** Listeners and admin pages with port 0 get free ones. */
  topology: Topology;
  /** Takes the configuration; it may go as soon as Envoy has started. */
  directory: string;
  /** Worker threads. */
  concurrency: number;
}

export interface RunningEnvoy {
  /** Addresses of the listeners, "host:port", by name: public, to-backend, to-model-serving. */
  listeners: Record<string, string>;
  /** Address of the admin pages, "host:port". */
  admin: string;
  pid: number;
  close(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;

/**
 * Starts a real Envoy, which ends with this process even if that is killed, and waits until it listens.
 * @throws with what Envoy has said when it does not start
 */
export async function startEnvoy({ topology, directory, concurrency }: EnvoyOptions): Promise<RunningEnvoy> {
  // A folder for each start: the file of an earlier Envoy would tell that one's address.
  const own = await mkdtemp(join(directory, 'envoy-'));
  const configPath = join(own, 'envoy.yaml');
  const adminPath = join(own, 'admin');
  await writeEnvoyConfig(configPath, topology);
  const [command, ...args] = [
    ...endWithParent({ watchesItself: false }),
    await findEnvoy(),
    ...envoyArguments({ configPath, concurrency }),
    ...['--admin-address-path', adminPath],
  ];
  // Standard input stays open: the guard, where there is one, takes its end for ours.
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text));
  const ended = once(child, 'close');

  const close = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    const admin = await until(child, () => adminOf(adminPath));
    const listeners = await until(child, () => listenersOf(admin));
    return { listeners, admin, pid: child.pid ?? 0, close };
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
