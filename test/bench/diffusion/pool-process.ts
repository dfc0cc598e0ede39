import { startBenchModels } from '../harness/bench-models.ts';
import { startWatch, type Taken } from './stopwatch.ts';

/** Makes a picture with the only model of a models folder. */
export interface PoolTask {
  side: number;
  steps: number;
  guidance: number;
}
export interface PoolAnswer {
  /** Of each step but the first, as this process hears of it. */
  taken: Taken[];
}

const [directory, modelsDir] = process.argv.slice(2);
const { pool, registry, close } = await startBenchModels(directory, modelsDir);
const [model] = registry.list();

process.on('message', (task: PoolTask) => {
  makePicture(task).then(
    (taken) => process.send?.({ taken } satisfies PoolAnswer),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => void close().then(() => process.exit(0)));
process.send?.('ready');

async function makePicture({ side, steps, guidance }: PoolTask): Promise<Taken[]> {
  const taken: Taken[] = [];
  let took = startWatch();
  const job = { prompt: 'a b c', negativePrompt: '', width: side, height: side, steps, guidance, seed: 1 };
  await pool.makePicture(model.id, job, {
    signal: AbortSignal.timeout(300_000),
    onProgress() {
      taken.push(took());
      took = startWatch();
    },
  });
  return taken.slice(1);
}
