import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createNoise } from '../../../services/model-serving/src/diffusion/latents/noise.ts';
import { sessionOptions } from '../../../services/model-serving/src/models/child/session-options.ts';
import { CPU, THREADS } from '../harness/bench-models.ts';
import { CONTEXT_WIDTH } from './write-unet.ts';

export interface BareUnet {
  /** Runs it once on a latent of a picture of so many pixels' side, with so many rows. */
  run(side: number, rows: number): Promise<void>;
}

/** The UNet as any program would have it: a session with the same options, tensors that are there before. */
export async function openBareUnet(path: string): Promise<BareUnet> {
  const session = await InferenceSession.create(path, sessionOptions({ device: CPU, threads: THREADS }));
  const kept = new Map<string, Record<string, Tensor>>();
  return {
    async run(side, rows) {
      const key = `${side} ${rows}`;
      const feeds = kept.get(key) ?? feedsFor(side, rows);
      kept.set(key, feeds);
      await session.run(feeds);
    },
  };
}

function feedsFor(side: number, rows: number): Record<string, Tensor> {
  const noise = createNoise(1);
  const drawn = (...dims: number[]) => {
    const length = dims.reduce((a, b) => a * b);
    return new Tensor('float32', noise.draw(length), dims);
  };
  return {
    sample: drawn(rows, 4, side / 8, side / 8),
    timestep: new Tensor('int64', [500n], [1]),
    encoder_hidden_states: drawn(rows, 77, CONTEXT_WIDTH),
  };
}
