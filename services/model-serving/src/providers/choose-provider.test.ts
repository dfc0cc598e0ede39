import { expect, test } from 'vitest';
import { chooseProvider, type ProviderChoice, type ProviderFacts } from './choose-provider.ts';

const NOTHING: ProviderFacts = {
  platform: 'linux',
  backends: ['cpu', 'webgpu', 'cuda', 'tensorrt'],
  nvidiaGpus: 0,
  cudaLibrary: false,
  cudaVisibleDevices: undefined,
  cudaMemoryBytes: [],
  renderNodes: [],
};
const CUDA = { ...NOTHING, nvidiaGpus: 2, cudaLibrary: true, cudaMemoryBytes: [24e9, 80e9] };
const MAC = { ...NOTHING, platform: 'darwin', backends: ['cpu', 'coreml', 'webgpu'] } as const;

test.each<[string, ProviderChoice, ProviderFacts, string[], RegExp]>([
  ['a bare machine', 'auto', NOTHING, ['cpu'], /no NVIDIA GPU/],
  ['a bare machine', 'cpu', NOTHING, ['cpu'], /by name/],
  ['two GPUs', 'auto', CUDA, ['cuda:0', 'cuda:1'], /are there/],
  ['two GPUs', 'cuda', CUDA, ['cuda:0', 'cuda:1'], /by name/],
  ['two GPUs', 'cpu', CUDA, ['cpu'], /by name/],
  ['a GPU without the library', 'auto', { ...CUDA, cudaLibrary: false }, ['cpu'], /library is not installed/],
  ['a GPU and a build without CUDA', 'auto', { ...CUDA, backends: ['cpu'] }, ['cpu'], /build .* no CUDA/],
  ['hidden GPUs', 'auto', { ...CUDA, cudaVisibleDevices: '' }, ['cpu'], /CUDA_VISIBLE_DEVICES/],
  [
    'GPUs hidden the other way',
    'auto',
    { ...CUDA, cudaVisibleDevices: '-1' },
    ['cpu'],
    /CUDA_VISIBLE_DEVICES/,
  ],
  ['one GPU hidden', 'auto', { ...CUDA, cudaVisibleDevices: '1' }, ['cuda:0'], /are there/],
  ['an entry that names none', 'auto', { ...CUDA, cudaVisibleDevices: '1,7,0' }, ['cuda:0'], /are there/],
  ['a GPU by UUID', 'auto', { ...CUDA, cudaVisibleDevices: 'GPU-8f3a' }, ['cuda:0'], /are there/],
  ['a GPU for Vulkan only', 'auto', { ...NOTHING, renderNodes: ['renderD128'] }, ['cpu'], /no NVIDIA GPU/],
  ['a GPU for Vulkan only', 'webgpu', { ...NOTHING, renderNodes: ['renderD128'] }, ['webgpu'], /by name/],
  ['a Mac', 'auto', MAC, ['cpu'], /no NVIDIA GPU/],
  ['a Mac', 'webgpu', MAC, ['webgpu'], /by name/],
])('on %s, "%s" gives devices', (_, choice, facts, ids, reason) => {
  const { provider, devices } = chooseProvider(choice, facts);
  expect(devices.map(({ id }) => id)).toEqual(ids);
  for (const device of devices)
    expect(device).toMatchObject({ provider, reason: expect.stringMatching(reason) });
});

test.each<[string, ProviderChoice, ProviderFacts, RegExp]>([
  ['no GPU', 'cuda', NOTHING, /"cuda" cannot be used: there is no NVIDIA GPU/],
  ['no library', 'cuda', { ...CUDA, cudaLibrary: false }, /library is not installed/],
  ['hidden GPUs', 'cuda', { ...CUDA, cudaVisibleDevices: '' }, /CUDA_VISIBLE_DEVICES/],
  ['no GPU', 'webgpu', NOTHING, /"webgpu" cannot be used: there is no GPU in \/dev\/dri/],
  [
    'a build without it',
    'webgpu',
    { ...NOTHING, backends: ['cpu'], renderNodes: ['renderD128'] },
    /has no WebGPU/,
  ],
])('with %s, "%s" by name is a fault at the start', (_, choice, facts, message) => {
  expect(() => chooseProvider(choice, facts)).toThrow(message);
});

test('memory goes with the GPU that the number means', () => {
  const bytes = (cudaVisibleDevices?: string) =>
    chooseProvider('cuda', { ...CUDA, cudaVisibleDevices }).devices.map(({ memoryBytes }) => memoryBytes);
  expect(bytes()).toEqual([24e9, 80e9]);
  expect(bytes('1,0')).toEqual([80e9, 24e9]);
  expect(bytes('GPU-8f3a')).toEqual([0]);
});
