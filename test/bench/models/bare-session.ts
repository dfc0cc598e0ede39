import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { MODELS_DIR } from '../../../scripts/setup/ensure-model.mjs';
import { sessionOptions } from '../../../services/model-serving/src/models/child/session-options.ts';
import { THREADS } from '../harness/bench-models.ts';
import { cutoutInput } from './cutout-input.ts';

export type BareTask = Record<string, never>;
export interface BareAnswer {
  /** Milliseconds of one run. */
  value: number;
}

// A session as any program would have it, with the same options: no other process, no protocol.
const session = await InferenceSession.create(
  join(MODELS_DIR, 'u2netp/u2netp.onnx'),
  sessionOptions({ device: { provider: 'cpu', index: 0 }, threads: THREADS }),
);
const { data, dims } = cutoutInput();

process.on('message', () => {
  run().then(
    (value) => process.send?.({ value } satisfies BareAnswer),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

async function run(): Promise<number> {
  const start = performance.now();
  await session.run({ [session.inputNames[0]]: new Tensor('float32', data, dims) });
  return performance.now() - start;
}
