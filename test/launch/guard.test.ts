import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { endWithParent } from '../../scripts/setup/end-with-parent.mjs';
import { descendants, survivors } from './helpers/process-tree.ts';

let started: number | undefined;
afterEach(() => {
  if (started) process.kill(started, 'SIGKILL');
  started = undefined;
});

/** A program that hears nothing and would run for ever, started by a process that is then killed. */
const PARENT = `
const { spawn } = require('node:child_process');
const [command, ...args] = JSON.parse(process.argv[1]);
spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
setInterval(() => {}, 1000);
`;
const DEAF = [process.execPath, '-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"];

test.each([
  ['the way of this system', false],
  ['the guard, for systems without a parent-death signal', true],
])('a deaf program dies with its parent by %s', async (_, forceGuard) => {
  const command = [...endWithParent({ watchesItself: false, forceGuard }), ...DEAF];
  const parent = spawn(process.execPath, ['-e', PARENT, JSON.stringify(command)], { stdio: 'ignore' });
  await once(parent, 'spawn');
  const { pid } = parent;
  expect(pid).toBeTypeOf('number');
  const children = await vi.waitFor(
    () => {
      const found = descendants(Number(pid));
      expect(found.some(({ command: line }) => line.includes('SIGTERM') && !line.includes('guard.mjs'))).toBe(
        true,
      );
      return found;
    },
    { timeout: 10_000 },
  );
  started = children.at(-1)?.pid;
  process.kill(Number(pid), 'SIGKILL');
  await vi.waitFor(() => expect(survivors(children)).toEqual([]), { timeout: 1_000, interval: 20 });
  started = undefined;
});
