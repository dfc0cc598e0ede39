import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { isAlive } from '../support/is-alive.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(
  fixture: string,
  ...args: string[]
): { child: ChildProcess; line(match: RegExp): Promise<string> } {
  const path = fileURLToPath(new URL(`./fixtures/${fixture}.ts`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => lines.push(text));
  const line = (match: RegExp) =>
    vi.waitUntil(() => lines.find((text) => match.test(text)), { timeout: 10_000, interval: 5 });
  return { child, line };
}

test('a child that is blocked ends within a second of its parent', async () => {
  const { child, line } = start('parent');
  const pid = Number(await line(/^\d+$/));
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 1000, interval: 20 }).toBe(false);
});

test('the first signal drains and exits 0', async () => {
  const { child, line } = start('service', '50');
  await line(/^ready$/);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a second signal exits at once', async () => {
  const { child, line } = start('service', '60000');
  await line(/^ready$/);
  child.kill('SIGINT');
  await line(/"draining"/);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([1, null]);
});
