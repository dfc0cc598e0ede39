import { join } from 'node:path';
import { createPipelineGraphs } from '../../../services/model-serving/src/diffusion/graphs/create-pipeline-graphs.ts';
import { decodeTiled } from '../../../services/model-serving/src/diffusion/latents/decode-tiled.ts';
import { createNoise } from '../../../services/model-serving/src/diffusion/latents/noise.ts';
import { decodeLatent } from '../../../services/model-serving/src/diffusion/latents/vae.ts';
import { readPipelineFolder } from '../../../services/model-serving/src/diffusion/pipelines/read-pipeline-folder.ts';
import { runPipeline } from '../../../services/model-serving/src/diffusion/pipelines/run-pipeline.ts';
import { readTokenizer } from '../../../services/model-serving/src/diffusion/prompt/tokenizer.ts';
import { openGraph } from '../../../services/model-serving/src/models/child/open-graph.ts';
import { CPU, THREADS } from '../harness/bench-models.ts';
import { processMemory, resetPeakMemory } from '../harness/process-memory.ts';
import { type BareUnet, openBareUnet } from './bare-unet.ts';
import { startWatch, type Taken } from './stopwatch.ts';

export type PipelineTask =
  /** Makes a picture; before each step's call of the UNet a bare session runs it on as many rows. */
  | { kind: 'paired'; side: number; steps: number; guidance: number }
  /** Makes a picture. */
  | { kind: 'picture'; side: number; steps: number; guidance: number }
  /** Runs a bare session of the UNet so often. */
  | { kind: 'bare'; side: number; rows: number; calls: number }
  /** Decodes a latent of a picture of so many pixels' side, as a whole or tile by tile. */
  | { kind: 'decode'; side: number; tiled: boolean };

export interface PipelineAnswer {
  /** Of each step but the first, or of the whole task. */
  taken: Taken[];
  /** Of the bare runs before these steps. */
  bare: Taken[];
  /** Most that the process took meanwhile above what it took before the first task, bytes. */
  peakBytes: number;
}

const [dir, keep] = process.argv.slice(2);
const description = await readPipelineFolder(dir);
const { graphs: paths, scale, channels } = description;
const tokenizer = await readTokenizer(join(dir, 'tokenizer'));
const open = (path: string) => openGraph({ path, device: CPU, threads: THREADS });
/** Called before each run of the UNet. */
let beforeUnet = async (): Promise<void> => undefined;
const graphs = createPipelineGraphs({
  async open(path) {
    const graph = await open(path);
    if (path !== paths.unet) return graph;
    const run: typeof graph.run = async (...call) => {
      await beforeUnet();
      return await graph.run(...call);
    };
    return { ...graph, run };
  },
});
await graphs.prepare({ paths, keepAll: keep === 'all' });
let bareUnet: Promise<BareUnet> | undefined;
const { signal } = new AbortController();
const { residentBytes } = processMemory(process.pid);

process.on('message', (task: PipelineTask) => {
  resetPeakMemory(process.pid);
  run(task).then(
    (times) => {
      const peakBytes = processMemory(process.pid).peakBytes - residentBytes;
      process.send?.({ ...times, peakBytes } satisfies PipelineAnswer);
    },
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function run(task: PipelineTask): Promise<Omit<PipelineAnswer, 'peakBytes'>> {
  const took = startWatch();
  if (task.kind === 'paired') return await paired(task);
  if (task.kind === 'bare') {
    const unet = await openBare();
    const bareTook = startWatch();
    for (let call = 0; call < task.calls; call++) await unet.run(task.side, task.rows);
    return { taken: [bareTook()], bare: [] };
  }
  if (task.kind === 'decode') return { taken: [await decode(task)], bare: [] };
  await picture(task, () => {});
  return { taken: [took()], bare: [] };
}

async function paired({ side, steps, guidance }: { side: number; steps: number; guidance: number }) {
  const unet = await openBare();
  const taken: Taken[] = [];
  const bare: Taken[] = [];
  let watch = startWatch();
  beforeUnet = async () => {
    const took = startWatch();
    await unet.run(side, guidance > 1 ? 2 : 1);
    bare.push(took());
  };
  await picture({ side, steps, guidance }, () => {
    const { wallMs, cpuMs } = watch();
    const before = bare.at(-1) ?? { wallMs: 0, cpuMs: 0 };
    taken.push({ wallMs: wallMs - before.wallMs, cpuMs: cpuMs - before.cpuMs });
    watch = startWatch();
  });
  beforeUnet = async () => undefined;
  // The first step has the encoding of the prompt in it.
  return { taken: taken.slice(1), bare: bare.slice(1) };
}

function openBare(): Promise<BareUnet> {
  if (paths.unet === undefined) throw new Error('There is no UNet.');
  bareUnet ??= openBareUnet(paths.unet);
  return bareUnet;
}

async function picture(
  { side, steps, guidance }: { side: number; steps: number; guidance: number },
  onProgress: () => void,
): Promise<void> {
  const pipeline = { description, graphs, tokenizer, tokenizer2: undefined };
  const job = { prompt: 'a b c', negativePrompt: '', width: side, height: side, steps, guidance, seed: 1 };
  await runPipeline(pipeline, job, { signal, onProgress });
}

async function decode({ side, tiled }: { side: number; tiled: boolean }): Promise<Taken> {
  const data = createNoise(1).draw((channels * side * side) / 64);
  const latent = { dims: [1, channels, side / 8, side / 8], data };
  return await graphs.use('vae_decoder', async (decoder) => {
    const took = startWatch();
    await (tiled ? decodeTiled : decodeLatent)(decoder, latent, scale);
    return took();
  });
}
