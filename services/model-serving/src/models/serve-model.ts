import { InferenceSession, Tensor } from 'onnxruntime-node';
import { childMain } from '../processes/child-main.ts';
import type { FromModelProcess, ToModelProcess } from './model-messages.ts';

/**
 * The number of threads is fixed, whatever the machine has: a sum split otherwise rounds otherwise, and the
 * same photo must give the same mask. Two are 1.6 times as fast as one.
 */
const THREADS = 2;

const OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  intraOpNumThreads: THREADS,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  // Threads that spin between operators take time from all else on a small machine, and gain nothing here.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};

interface Loaded {
  session: InferenceSession;
  inputShape: readonly number[];
}

/** The main of a model process: loads one model and runs one inference at a time, until its parent ends it. */
export function serveModel(): void {
  let loaded: Loaded | undefined;
  const answer = async (message: ToModelProcess): Promise<FromModelProcess> => {
    if (message.kind === 'load') {
      const session = await InferenceSession.create(message.path, OPTIONS);
      loaded = { session, inputShape: message.inputShape };
      return { kind: 'loaded' };
    }
    if (!loaded) throw new Error('no model has been loaded');
    return { kind: 'result', tensor: await infer(loaded, message.tensor) };
  };
  const main = childMain<FromModelProcess, ToModelProcess>((message) => {
    void answer(message)
      .catch((error: unknown): FromModelProcess => {
        return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
      })
      .then(main.send)
      .catch(() => process.exit(1));
  });
}

/** Runs the model on its only input; gives its first output. */
async function infer({ session, inputShape }: Loaded, tensor: Float32Array): Promise<Float32Array> {
  const [inputName] = session.inputNames;
  const [outputName] = session.outputNames;
  if (inputName === undefined || outputName === undefined)
    throw new Error('the model has no input or output');
  const feeds = { [inputName]: new Tensor('float32', tensor, [...inputShape]) };
  const { data } = (await session.run(feeds, [outputName]))[outputName] ?? {};
  if (!(data instanceof Float32Array)) throw new Error('the output of the model is not float32');
  return data;
}
