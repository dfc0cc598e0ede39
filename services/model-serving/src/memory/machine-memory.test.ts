import { totalmem } from 'node:os';
import { expect, test } from 'vitest';
import { defaultBudget, type MachineFiles, memoryLimit } from './machine-memory.ts';

const GIB = 1024 ** 3;

test('without a control group the machine is the limit', () => {
  expect(memoryLimit(machine({}))).toEqual({ limitBytes: 16 * GIB, source: 'memory of the machine' });
});

test('version 2: the lowest limit from the own group up to the root', () => {
  const files = {
    '/proc/self/cgroup': '0::/system.slice/docker-1.scope\n',
    '/sys/fs/cgroup/system.slice/docker-1.scope/memory.max': 'max\n',
    '/sys/fs/cgroup/system.slice/memory.max': `${4 * GIB}\n`,
    '/sys/fs/cgroup/memory.max': `${8 * GIB}\n`,
  };
  expect(memoryLimit(machine(files))).toEqual({
    limitBytes: 4 * GIB,
    source: 'limit in /sys/fs/cgroup/system.slice/memory.max',
  });
});

test("version 2 in a container: its own limit is the root's, and what slows it down counts", () => {
  const files = {
    '/proc/self/cgroup': '0::/\n',
    '/sys/fs/cgroup/memory.max': `${2 * GIB}\n`,
    '/sys/fs/cgroup/memory.high': `${GIB}\n`,
  };
  expect(memoryLimit(machine(files))).toEqual({
    limitBytes: GIB,
    source: 'limit in /sys/fs/cgroup/memory.high',
  });
});

test("version 1: the memory controller's group, also where its path is the host's", () => {
  const files = {
    '/proc/self/cgroup':
      '12:cpu,cpuacct:/docker/a\n4:hugetlb,memory:/kubepods/pod:1/a\n1:name=systemd:/docker/a\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': `${3 * GIB}\n`,
    '/sys/fs/cgroup/memory/docker/a/memory.limit_in_bytes': `${GIB}\n`,
  };
  expect(memoryLimit(machine(files)).limitBytes).toBe(3 * GIB);
  const own = { ...files, '/sys/fs/cgroup/memory/kubepods/pod:1/a/memory.limit_in_bytes': `${2 * GIB}\n` };
  expect(memoryLimit(machine(own)).limitBytes).toBe(2 * GIB);
});

test('no limit in version 1 is a number beyond the machine', () => {
  const files = {
    '/proc/self/cgroup': '4:memory:/a\n0::/\n',
    '/sys/fs/cgroup/memory/a/memory.limit_in_bytes': '9223372036854771712\n',
  };
  expect(memoryLimit(machine(files)).limitBytes).toBe(16 * GIB);
});

test('this machine has a limit', () => {
  const { limitBytes } = memoryLimit();
  expect(limitBytes).toBeGreaterThan(0);
  expect(limitBytes).toBeLessThanOrEqual(totalmem());
});

test('a share of a small machine and all but an amount of a large one', () => {
  expect(defaultBudget(2 * GIB)).toBe(Math.floor(1.2 * GIB));
  expect(defaultBudget(20 * GIB)).toBe(12 * GIB);
  expect(defaultBudget(64 * GIB)).toBe(56 * GIB);
});

function machine(files: Record<string, string>): MachineFiles {
  return { read: (path) => files[path], totalBytes: 16 * GIB };
}
