import { expect, test } from 'vitest';
import { processUsage } from './process-usage.ts';

test('memory and processor time are those of the process', async () => {
  const usage = (await processUsage([process.pid])).get(process.pid);
  const memoryBytes = process.memoryUsage.rss();
  const { user, system } = process.cpuUsage();
  expect(usage?.memoryBytes).toBeGreaterThan(memoryBytes * 0.7);
  expect(usage?.memoryBytes).toBeLessThan(memoryBytes * 1.3);
  expect(Math.abs((usage?.cpuMs ?? 0) - (user + system) / 1000)).toBeLessThan(500);
});

test('a process that is not there is missing', async () => {
  expect((await processUsage([process.pid, 2 ** 22 + 1])).has(2 ** 22 + 1)).toBe(false);
});
