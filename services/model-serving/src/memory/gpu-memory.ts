import { execFile } from 'node:child_process';
import { createLateSampler, type MemorySample, type MemorySampler } from './sample-memory.ts';

/** A graphics processor of this machine. */
export interface Gpu {
  /** As nvidia-smi and CUDA count them where CUDA_DEVICE_ORDER is PCI_BUS_ID. */
  index: number;
  name: string;
  /** Memory of its own, bytes. */
  memoryBytes: number;
}

/** Runs nvidia-smi and resolves with what it prints; rejects where there is none, or it fails. */
export type RunNvidiaSmi = (args: readonly string[]) => Promise<string>;

/** NVIDIA's graphics processors; none where nvidia-smi is not installed or finds none. */
export async function listGpus(run: RunNvidiaSmi = runNvidiaSmi): Promise<Gpu[]> {
  const query = ['--query-gpu=index,memory.total,name', '--format=csv,noheader,nounits'];
  return parseGpus(await run(query).catch(() => ''));
}

/**
 * The sampler for the ledger of one device's memory; each device has a ledger of its own, as memory of one is no use
 * on another. A query takes tens of milliseconds, so that what it tells is late by one sampling interval.
 */
export function createGpuSampler(index: number, run: RunNvidiaSmi = runNvidiaSmi): MemorySampler {
  const query = [
    '-i',
    String(index),
    '--query-compute-apps=pid,used_memory',
    '--format=csv,noheader,nounits',
  ];
  return createLateSampler(async () => parseComputeApps(await run(query)));
}

/** Lines "index, MiB, name". One without a size, such as "[N/A]", is left out: nothing can be budgeted on it. */
export function parseGpus(text: string): Gpu[] {
  return text.split('\n').flatMap((line) => {
    const [, index, mib, name] = /^(\d+), (\d+), (.+)$/.exec(line.trim()) ?? [];
    return name === undefined ? [] : [{ index: Number(index), memoryBytes: Number(mib) * MIB, name }];
  });
}

/**
 * Lines "pid, MiB". A process whose use the driver does not tell ("[N/A]", as on Windows and in some containers) is
 * left out: its reservation counts. One with several contexts has several lines.
 */
export function parseComputeApps(text: string): Map<number, MemorySample> {
  const samples = new Map<number, MemorySample>();
  for (const line of text.split('\n')) {
    const [, pid, mib] = /^(\d+), (\d+)$/.exec(line.trim()) ?? [];
    if (pid === undefined) continue;
    const bytes = Number(mib) * MIB + (samples.get(Number(pid))?.privateBytes ?? 0);
    samples.set(Number(pid), { privateBytes: bytes, peakBytes: bytes, sharedBytes: 0 });
  }
  return samples;
}

const MIB = 1024 * 1024;

function runNvidiaSmi(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('nvidia-smi', args, { timeout: TIMEOUT_MS }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
}

/** A driver that hangs must not leave one process behind for each sample. */
const TIMEOUT_MS = 5000;
