import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from './is-alive.ts';

/** Starts an Envoy, tells its process id, and stays until it is killed itself. */
const PARENT = `
import { freeTopology } from '${new URL('./free-topology.ts', import.meta.url)}';
import { startEnvoy } from '${new URL('./start-envoy.ts', import.meta.url)}';
const { pid } = await startEnvoy({ topology: freeTopology({}), directory: process.argv[1], concurrency: 1 });
console.log(pid);
setInterval(() => {}, 1000);
`;

test('an Envoy ends with the process that started it, even when that is killed', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-envoy-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { interval: 20 }).toBe(false);
});
