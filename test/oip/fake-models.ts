import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type {
  ModelPool,
  ModelSignature,
  ModelTensors,
  TensorType,
} from '../../services/model-serving/src/models/model-pool.ts';
import type {
  ModelRegistry,
  RegisteredModel,
} from '../../services/model-serving/src/registry/model-registry.ts';

const TYPES: TensorType[] = [
  ...(['bool', 'float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64'] as const),
  ...(['uint8', 'uint16', 'uint32', 'uint64'] as const),
];
const anySize = (type: TensorType, name: string = type) => ({ name, type, dims: [-1] });

/** What the models of the fake pool take and give. */
const SIGNATURES: Record<string, ModelSignature> = {
  // The names are numbers that are not in order, as PyTorch's exporter gives them.
  add: {
    inputs: [anySize('float32', 'a'), anySize('float32', 'b')],
    outputs: [anySize('float32', '9'), anySize('float32', '1')],
  },
  // Gives back what it gets.
  echo: { inputs: TYPES.map((type) => anySize(type)), outputs: TYPES.map((type) => anySize(type)) },
  // Ends with its signal only.
  slow: { inputs: [], outputs: [] },
};

const FILES: Record<string, string[]> = {
  add: ['add.onnx', 'LICENSE.txt'],
  damaged: ['damaged.onnx'],
  echo: ['echo.onnx'],
  pipeline: ['text-encoder/model.onnx', 'unet/model.onnx'],
  slow: ['slow.onnx'],
};

/** A registry and a pool that computes in this process, for tests of what stands before them. */
export function createFakeModels() {
  const loaded = new Set<string>();
  const pinned = new Set<string>();
  const running = new Set<AbortSignal>();
  let aborted = 0;
  const models = Object.entries(FILES).map(([id, paths]) => registered(id, paths));

  const registry: ModelRegistry = {
    list: () => models,
    get: (id) => models.find((model) => model.id === id),
    async verify({ id }) {
      if (id === 'damaged') throw new AppError('MODEL_MISSING', { message: 'damaged.onnx is damaged.' });
    },
    onChange: () => () => {},
    close() {},
  };
  const pool: ModelPool = {
    async infer(modelId, inputs, signal) {
      if (modelId === 'slow') return await untilAborted(signal, running).finally(() => aborted++);
      return modelId === 'add' ? add(inputs) : inputs;
    },
    makePicture: () => Promise.reject(new Error('not here')),
    async load(modelId) {
      const signature = SIGNATURES[modelId];
      if (!signature) throw new AppError('MODEL_MISSING', { message: `${modelId}.onnx is damaged.` });
      loaded.add(modelId);
      return signature;
    },
    async unload(modelId) {
      loaded.delete(modelId);
    },
    pin: (modelId) => void pinned.add(modelId),
    loaded: () => [...loaded].map((id) => ({ id, pid: 1, busy: false, pinned: pinned.has(id) })),
    pids: () => [],
    async close() {},
  };
  return { registry, pool, running, aborted: () => aborted };
}

function add({ a, b }: ModelTensors): ModelTensors {
  if (!a || !b)
    throw new AppError('MODEL_INPUT_INVALID', { fields: [{ field: 'inputs', description: 'a, b' }] });
  const [left, right] = [a, b].map(({ data }) => new Float32Array(new Uint8Array(data).buffer));
  const result = (of: (x: number, y: number) => number) => {
    const elements = left?.map((x, index) => of(x, right?.[index] ?? Number.NaN)) ?? new Float32Array();
    return { type: 'float32' as const, dims: a.dims, data: new Uint8Array(elements.buffer) };
  };
  return { 9: result((x, y) => x + y), 1: result((x, y) => x - y) };
}

function untilAborted(signal: AbortSignal, running: Set<AbortSignal>): Promise<never> {
  running.add(signal);
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => {
      running.delete(signal);
      reject(signal.reason);
    }),
  );
}

function registered(id: string, paths: string[]): RegisteredModel {
  return {
    id,
    task: 'cutout',
    family: '',
    tasks: ['cutout'],
    format: 'onnx',
    dir: `/models/${id}`,
    files: paths.map((path) => ({ path, sha256: '0'.repeat(64), sizeBytes: 1 })),
    sha256: '0'.repeat(64),
    licence: 'MIT',
    source: 'test',
    memoryBytes: 1,
  };
}
