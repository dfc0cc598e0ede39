import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { MemoryLedger } from '../memory/memory-ledger.ts';
import type { InferMask } from '../processes/step-models.ts';
import type { ProviderName } from '../providers/model-device.ts';
import type { ModelRegistry, RegisteredModel } from '../registry/model-registry.ts';
import { float32Elements, float32Tensor } from './float32-tensor.ts';
import { modelMemoryUse } from './model-memory-use.ts';
import type { ModelPool } from './model-pool.ts';

/** The model that cuts the product out, for the studio engine's steps. */
export interface CutoutModel {
  id: string;
  infer: InferMask;
  /** Ends its process once no inference is asked for. */
  unload(): void;
  /** What its process is expected to take, bytes. */
  memoryBytes(): number;
  /** The one that is installed. */
  installed(): RegisteredModel | undefined;
}

/** U²-Net (small): salient-object segmentation. Qin et al. 2020, weights Apache-2.0. */
export const CUTOUT_MODEL_ID = 'u2netp';

/** Square RGB in planes, normalized as imaging/cutout does. */
const INPUT_DIMS = [1, 3, 320, 320] as const;

export interface CutoutModelOptions {
  registry: Pick<ModelRegistry, 'get'>;
  pool: Pick<ModelPool, 'load' | 'infer' | 'unload'>;
  ledger: Pick<MemoryLedger, 'estimate'>;
  /** What models run on. */
  provider: ProviderName;
}

/** Runs the cut-out model in the pool. */
export function createCutoutModel({ registry, pool, ledger, provider }: CutoutModelOptions): CutoutModel {
  return {
    id: CUTOUT_MODEL_ID,
    memoryBytes() {
      const model = registry.get(CUTOUT_MODEL_ID);
      return model ? ledger.estimate(modelMemoryUse(model, provider)) : 0;
    },
    installed: () => registry.get(CUTOUT_MODEL_ID),
    unload() {
      void pool.unload(CUTOUT_MODEL_ID);
    },
    async infer(tensor, signal) {
      if (!registry.get(CUTOUT_MODEL_ID)) {
        throw new AppError('MODEL_MISSING', {
          message: `The model ${CUTOUT_MODEL_ID} is not installed. \`npm start\` fetches it into the models folder.`,
          metadata: { model: CUTOUT_MODEL_ID },
        });
      }
      const { inputs, outputs } = await pool.load(CUTOUT_MODEL_ID, signal);
      const [{ name: input }, { name: output }] = [inputs[0], outputs[0]];
      // The first of its outputs is the finest mask; the others are side outputs of its training.
      const answer = await pool.infer(
        CUTOUT_MODEL_ID,
        { [input]: float32Tensor(tensor, INPUT_DIMS) },
        signal,
      );
      return float32Elements(answer[output]);
    },
  };
}
