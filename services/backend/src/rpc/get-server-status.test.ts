import { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { expect, test } from 'vitest';
import { createTestDispatcher } from '../queue/test-dispatcher.ts';
import { getServerStatusRpc } from './get-server-status.ts';

test('waiting jobs are queued; started ones are running, also while they wait for a worker or lost their turn', async () => {
  const { queue, dispatcher, setSlots, add, end, pass } = createTestDispatcher();
  const workers = [Worker.create({ id: 'w', slots: 2 })];
  const answer = getServerStatusRpc({
    queue,
    dispatcher,
    registry: { workers: () => workers },
    queueCapacity: 9,
    version: '1.2.3',
  });
  const counts = async (): Promise<unknown[]> => {
    const { status } = await answer({}, undefined as never);
    return [status?.queuedJobs, status?.runningJobs];
  };
  await setSlots(2);
  await add('a', 'b', 'c', 'd');
  expect((await answer({}, undefined as never)).status).toEqual({
    queuedJobs: 2,
    runningJobs: 2,
    queueCapacity: 9,
    workers,
    version: '1.2.3',
  });
  // Both workers are lost: a and b go on as soon as one is back.
  await setSlots(0);
  await end('a', { kind: 'given_back', delayMs: 50 });
  await end('b', { kind: 'given_back', delayMs: 500 });
  await pass(50);
  expect(await counts()).toEqual([2, 2]);
  // Another Backend works on d: it counts there.
  const d = queue.takeUnstarted('d');
  if (d) dispatcher.park(d);
  expect(await counts()).toEqual([1, 2]);
  queue.reserve({ jobId: 'being stored', caller: 'local', priority: 0 });
  expect(await counts()).toEqual([2, 2]);
});
