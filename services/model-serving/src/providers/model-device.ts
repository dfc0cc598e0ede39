/** Execution providers of ONNX Runtime that are supported. */
export type ProviderName = 'cpu' | 'webgpu' | 'cuda';

/** What models run on. */
export interface ModelDevice {
  /** Such as "cpu" or "cuda:0". */
  id: string;
  provider: ProviderName;
  /** Which of the provider's devices. */
  index: number;
  /** Memory of its own, bytes; 0: none, or not known. */
  memoryBytes: number;
  /** Why it was chosen, one sentence in English. */
  reason: string;
}
