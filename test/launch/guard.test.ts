import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { endWithParent } from '../../scripts/setup/end-with-parent.mjs';
import { descendants, survivors } from '../support/process-tree.ts';

let started: number | undefined;
afterEach(() => {
  if (started) process.kill(started, 'SIGKILL');
  started = undefined;
});

/** A program that hears nothing and would run for ever. */
const DEAF = [process.execPath, '-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"];

/** Starts the deaf program and stays, until it is killed itself. */
const PARENT = `
import { spawn } from 'node:child_process';
import { endWithParent } from '${new URL('../../scripts/setup/end-with-parent.mjs', import.meta.url)}';
const { deaf, forceGuard } = JSON.parse(process.argv[1]);
const [command, ...args] = [...endWithParent({ watchesItself: false, forceGuard }), ...deaf];
spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
setInterval(() => {}, 1000);
`;

test.each([
  ['the way of this system', false],
  ['the guard, for systems without a parent-death signal', true],
])('a deaf program dies with its parent by %s', async (_, forceGuard) => {
  const order = JSON.stringify({ deaf: DEAF, forceGuard });
  const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, order], { stdio: 'ignore' });
  await once(parent, 'spawn');
  const pid = Number(parent.pid);
  const children = await vi.waitFor(
    () => {
      const found = descendants(pid);
      expect(found.map(({ command }) => command.trim())).toContain(DEAF.join(' '));
      return found;
    },
    { timeout: 10_000 },
  );
  started = children.at(-1)?.pid;
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(survivors(children)).toEqual([]), { timeout: 1_000, interval: 20 });
  started = undefined;
});

if (process.platform === 'linux') {
  test('a program whose parent died before it could ask for the signal never starts', () => {
    const [command, ...args] = endWithParent({ watchesItself: false });
    // Started by a shell, so that its parent is not the process that endWithParent was told of.
    const script = `"$@" && exit 3`;
    const result = spawnSync('sh', ['-c', script, 'sh', command, ...args, 'echo', 'started'], {
      encoding: 'utf8',
    });
    expect(result.stdout).toBe('');
  });
}
