import type { ModelDevice, ProviderName } from './model-device.ts';

/** What the configuration may say. */
export type ProviderChoice = 'auto' | ProviderName;

/** What this machine has. */
export interface ProviderFacts {
  platform: NodeJS.Platform;
  /** Names that ONNX Runtime's `listSupportedBackends` gives. */
  backends: readonly string[];
  /** NVIDIA GPUs that this process may open, as the driver tells them. */
  nvidiaGpus: number;
  /** Whether ONNX Runtime's CUDA library, which npm does not bring, is beside its binding. */
  cudaLibrary: boolean;
  /** CUDA_VISIBLE_DEVICES; undefined: not set. */
  cudaVisibleDevices: string | undefined;
  /** Memory of each NVIDIA GPU, bytes, in the driver's order; empty: not known. */
  cudaMemoryBytes: readonly number[];
  /** GPUs that Vulkan may use: /dev/dri/renderD*. */
  renderNodes: readonly string[];
}

export interface ProviderDecision {
  provider: ProviderName;
  /** At least one; each is a place for models of its own. */
  devices: ModelDevice[];
}

/** A provider was asked for by name and is not there. Its message is for the operator. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
}

/**
 * Decides what models run on. `auto` takes CUDA where it is complete, and else the processor. It never takes WebGPU:
 * that is experimental in ONNX Runtime, its results depend on the GPU and its driver, and the same order must give the
 * same picture on every worker of a mesh; whoever has one kind of worker may ask for it by name.
 * @throws ProviderError when what was asked for by name is not there
 */
export function chooseProvider(choice: ProviderChoice, facts: ProviderFacts): ProviderDecision {
  const cuda = whyNoCuda(facts);
  if (choice === 'cuda') {
    if (cuda !== undefined) throw unavailable('cuda', cuda);
    return { provider: 'cuda', devices: cudaDevices(facts, 'it was asked for by name') };
  }
  if (choice === 'webgpu') {
    const fault = whyNoWebgpu(facts);
    if (fault !== undefined) throw unavailable('webgpu', fault);
    // Dawn, below ONNX Runtime, picks the adapter itself.
    return { provider: 'webgpu', devices: [device('webgpu', 'webgpu', 0, 0, 'it was asked for by name')] };
  }
  if (choice === 'auto' && cuda === undefined) {
    return {
      provider: 'cuda',
      devices: cudaDevices(facts, 'an NVIDIA GPU and its libraries are there'),
    };
  }
  const reason = choice === 'cpu' ? 'it was asked for by name' : `CUDA is not there: ${cuda}`;
  return { provider: 'cpu', devices: [device('cpu', 'cpu', 0, 0, reason)] };
}

function whyNoCuda(facts: ProviderFacts): string | undefined {
  if (facts.nvidiaGpus === 0) return 'there is no NVIDIA GPU that this process may open';
  if (visibleGpus(facts).length === 0) return 'CUDA_VISIBLE_DEVICES names none of the GPUs';
  if (!facts.backends.includes('cuda')) return 'this build of ONNX Runtime has no CUDA';
  if (!facts.cudaLibrary) return "ONNX Runtime's CUDA library is not installed";
  return undefined;
}

function whyNoWebgpu({ backends, platform, renderNodes }: ProviderFacts): string | undefined {
  if (!backends.includes('webgpu')) return 'this build of ONNX Runtime has no WebGPU';
  if (platform === 'linux' && renderNodes.length === 0)
    return 'there is no GPU in /dev/dri that this process may open';
  return undefined;
}

function cudaDevices(facts: ProviderFacts, reason: string): ModelDevice[] {
  return visibleGpus(facts).map((gpu, index) =>
    device(`cuda:${index}`, 'cuda', index, gpu === undefined ? 0 : (facts.cudaMemoryBytes[gpu] ?? 0), reason),
  );
}

/**
 * The GPUs that CUDA will number from 0, each by its number in the driver's order; undefined where it is named in
 * another way (a UUID). As CUDA does, the list ends at the first entry that names no GPU.
 */
function visibleGpus({ cudaVisibleDevices, nvidiaGpus }: ProviderFacts): (number | undefined)[] {
  if (cudaVisibleDevices === undefined) return Array.from({ length: nvidiaGpus }, (_, index) => index);
  const gpus: (number | undefined)[] = [];
  for (const entry of cudaVisibleDevices.split(',').map((each) => each.trim())) {
    const named = /^(GPU|MIG)-/.test(entry);
    if (!named && !(/^\d+$/.test(entry) && Number(entry) < nvidiaGpus)) break;
    gpus.push(named ? undefined : Number(entry));
  }
  return gpus;
}

function device(
  id: string,
  provider: ProviderName,
  index: number,
  memoryBytes: number,
  reason: string,
): ModelDevice {
  return { id, provider, index, memoryBytes, reason };
}

function unavailable(provider: ProviderName, fault: string): ProviderError {
  return new ProviderError(`The execution provider "${provider}" cannot be used: ${fault}.`);
}
