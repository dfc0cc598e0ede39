import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { listGpus } from '../memory/gpu-memory.ts';
import type { ProviderChoice, ProviderFacts } from './choose-provider.ts';

/** It takes a fifth of a second. */
const TIMEOUT_MS = 10_000;

/**
 * Looks at what this machine has for models to run on. Only where something else than the processor may be chosen is
 * ONNX Runtime asked what it can do, in a process of its own: its library does not belong into the service.
 */
export async function probeProviders(
  choice: ProviderChoice,
  { platform, arch, env }: Pick<NodeJS.Process, 'platform' | 'arch' | 'env'> = process,
): Promise<ProviderFacts> {
  const [nvidiaGpus, renderNodes] = await Promise.all([
    countNvidiaGpus(),
    openable('/dev/dri', /^renderD\d+$/),
  ]);
  const packageDir = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const library = join(packageDir, 'bin/napi-v6', platform, arch, 'libonnxruntime_providers_cuda.so');
  const matters = choice === 'webgpu' || choice === 'cuda' || (choice === 'auto' && nvidiaGpus > 0);
  return {
    platform,
    nvidiaGpus,
    renderNodes,
    cudaLibrary: await isReadable(library),
    cudaVisibleDevices: env.CUDA_VISIBLE_DEVICES,
    backends: matters ? await listBackends() : ['cpu'],
    cudaMemoryBytes: nvidiaGpus > 0 ? (await listGpus()).map((gpu) => gpu.memoryBytes) : [],
  };
}

/** A container sees the device files of its own GPUs only, but the driver's list of all. */
async function countNvidiaGpus(): Promise<number> {
  const files = await openable('/dev', /^nvidia\d+$/);
  const known = await readdir('/proc/driver/nvidia/gpus').catch(() => []);
  return Math.min(files.length, known.length || files.length);
}

async function openable(folder: string, pattern: RegExp): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name)).sort();
  const readable = await Promise.all(names.map((name) => isReadable(join(folder, name))));
  return names.filter((_, index) => readable[index]);
}

async function isReadable(path: string): Promise<boolean> {
  return await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

async function listBackends(): Promise<string[]> {
  const script = join(import.meta.dirname, '../models/child/list-backends-main.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: TIMEOUT_MS });
  return JSON.parse(stdout) as string[];
}
