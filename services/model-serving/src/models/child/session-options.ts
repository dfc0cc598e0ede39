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
    // With patterns the second run takes one more block for all that the first took in pieces (the cut-out model: 500 MB
    // in place of 310), and every new size of inputs another one; it is no faster. Without them the first run shows what
    // a model takes, which is what the ledger learns.
    enableMemPattern: false,
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
