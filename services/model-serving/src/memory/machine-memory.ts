import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';

export interface MemoryLimit {
  limitBytes: number;
  /** Where it comes from, for the log. */
  source: string;
}

export interface MachineFiles {
  /** A file's text; undefined: it is not there. */
  read(path: string): string | undefined;
  /** Memory of the machine, bytes. */
  totalBytes: number;
}

/**
 * The memory that this process and its neighbours may take at most: the lowest limit of its control group (a
 * container's) and of those above it, see cgroups(7), or else all of the machine's.
 */
export function memoryLimit(files: MachineFiles = THIS_MACHINE): MemoryLimit {
  const limit: MemoryLimit = { limitBytes: files.totalBytes, source: 'memory of the machine' };
  for (const path of limitPaths(files.read('/proc/self/cgroup') ?? '')) {
    const text = files.read(path)?.trim();
    // Version 2 says "max" and version 1 a number beyond any machine where there is none.
    const bytes = text && /^\d+$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
    if (bytes < limit.limitBytes) Object.assign(limit, { limitBytes: bytes, source: `limit in ${path}` });
  }
  return limit;
}

/**
 * How much of it ModelServing takes when nothing is configured: 60 %, or all but 8 GiB where that is more. Backend,
 * Frontend, Envoy and the page cache, from which models are loaded, live beside it. What they need is a few hundred
 * MiB and does not grow with the machine, so that small machines need a share for them and large ones an amount.
 */
export function defaultBudget(limitBytes: number): number {
  return Math.floor(Math.max(limitBytes * 0.6, limitBytes - 8 * GIB));
}

/**
 * The files that may limit a process, from the lines "hierarchy:controllers:path" of /proc/self/cgroup. In a container
 * the path may be the host's, which is not there; its own limit is at the root then, which is always asked as well.
 */
function* limitPaths(cgroups: string): Generator<string> {
  for (const line of cgroups.split('\n')) {
    const [hierarchy, controllers, ...rest] = line.split(':');
    // A name may have colons.
    const path = rest.join(':');
    if (hierarchy === '0' && controllers === '') {
      for (const folder of upwards('/sys/fs/cgroup', path)) {
        yield join(folder, 'memory.max');
        // Above this a process is not killed, but slowed down until nothing works.
        yield join(folder, 'memory.high');
      }
    } else if (controllers?.split(',').includes('memory')) {
      for (const folder of upwards('/sys/fs/cgroup/memory', path))
        yield join(folder, 'memory.limit_in_bytes');
    }
  }
}

/** The folder of `path` below `root` and all those above it, up to and including `root`. */
function upwards(root: string, path: string): string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  return Array.from({ length: names.length + 1 }, (_, up) =>
    join(root, ...names.slice(0, names.length - up)),
  );
}

const GIB = 1024 ** 3;

const THIS_MACHINE: MachineFiles = {
  read(path) {
    try {
      return readFileSync(path, 'latin1');
    } catch {
      return undefined;
    }
  },
  totalBytes: totalmem(),
};
