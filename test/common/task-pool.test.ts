import { fileURLToPath } from 'node:url';
import { createTaskPool } from '@nanococoa/common/child-tasks/task-pool.ts';
import type { TaskAnswer } from '@nanococoa/common/child-tasks/task-process.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../support/is-alive.ts';

interface Task {
  bytes: Uint8Array;
  fail?: boolean;
}
type Answer = TaskAnswer & { bytes: Uint8Array; env: string[] };

function openPool(options: { idleMs?: number; keepBytes?: number } = {}) {
  const pool = createTaskPool<Task, Answer>({
    modulePath: fileURLToPath(new URL('./fixtures/task-child.ts', import.meta.url)),
    env: { ONLY: 'this' },
    explain: ({ kind }) => new AppError('INTERNAL', { message: kind }),
    size: 1,
    timeoutMs: 30_000,
    keepBytes: Number.POSITIVE_INFINITY,
    ...options,
  });
  onTestFinished(() => pool.close());
  return pool;
}

const bytes = Uint8Array.of(1, 2, 3);

test('bytes go in and come out, and the child knows nothing of our environment', async () => {
  const pool = openPool();
  expect(pool.pids()).toHaveLength(1);
  const answer = await pool.run({ bytes }, {});
  expect([...answer.bytes]).toEqual([3, 2, 1]);
  expect(answer.memoryBytes).toBeGreaterThan(1_000_000);
  expect(answer.env).toContain('ONLY');
  expect(answer.env).not.toContain('PATH');
});

test('a child that is not kept warm begins with the first task and ends when it has had none for a while', async () => {
  const pool = openPool({ idleMs: 300 });
  expect(pool.pids()).toEqual([]);
  await pool.run({ bytes }, {});
  const [pid] = pool.pids();
  await pool.run({ bytes }, {});
  expect(pool.pids()).toEqual([pid]);
  await expect.poll(() => pool.pids()).toEqual([]);
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect([...(await pool.run({ bytes }, {})).bytes]).toEqual([3, 2, 1]);
});

test('a task that throws ends its child, and one that keeps too much memory is replaced after it', async () => {
  const failing = openPool();
  await expect(failing.run({ bytes, fail: true }, {})).rejects.toThrow('interrupted');
  expect([...(await failing.run({ bytes }, {})).bytes]).toEqual([3, 2, 1]);

  const tight = openPool({ keepBytes: 1 });
  const [first] = tight.pids();
  await tight.run({ bytes }, {});
  expect(tight.pids()).toHaveLength(1);
  expect(tight.pids()).not.toContain(first);
});

test('what waits when the pool closes fails as shutting down', async () => {
  const pool = openPool();
  const [running, waiting] = [pool.run({ bytes }, {}), pool.run({ bytes }, {})];
  const outcomes = Promise.allSettled([running, waiting]);
  await pool.close();
  expect((await outcomes).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
  await expect(waiting).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
});
