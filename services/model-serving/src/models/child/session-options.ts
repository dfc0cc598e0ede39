import type { InferenceSession } from 'onnxruntime-node';
import type { LoadGraph } from './graph-messages.ts';

/** How ONNX Runtime loads and runs a graph. */
export function sessionOptions({
  device,
  threads,
}: Pick<LoadGraph, 'device' | 'threads'>): InferenceSession.SessionOptions {
  return {
    executionProviders: providers(device),
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // Threads that spin between operators take time from all else on a small machine, and gain nothing here.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}

/** What a device lacks an operator for runs on the processor. */
function providers({
  provider,
  index,
}: LoadGraph['device']): readonly InferenceSession.ExecutionProviderConfig[] {
  if (provider === 'cuda') return [{ name: 'cuda', deviceId: index }, 'cpu'];
  if (provider === 'webgpu') return ['webgpu', 'cpu'];
  return ['cpu'];
}
