import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchProcess, startBenchProcess } from '../harness/bench-process.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import { installPipeline } from './install-pipeline.ts';
import type { PipelineAnswer, PipelineTask } from './pipeline-process.ts';
import type { PoolAnswer, PoolTask } from './pool-process.ts';
import { schedulerRows } from './scheduler-rows.ts';
import type { Taken } from './stopwatch.ts';
import { tokenizerRows } from './tokenizer-rows.ts';
import { type BenchPipeline, writePipeline } from './write-pipeline.ts';

const ROUNDS = 5;
const SIDE = 512;
/** Each step takes its turn with a bare run of the same graph. */
const STEPS = 9;
const PICTURES = 2;
/** Twice as wide and high as what is decoded as a whole by itself. */
const LARGE_SIDE = 2048;

type Pipeline = BenchProcess<PipelineTask, PipelineAnswer>;

/** Diffusion: what a step costs over its graph alone, and what a pipeline takes. */
export async function run(): Promise<Row[]> {
  const dir = await mkdtemp(join(tmpdir(), 'nanococoa-diffusion-'));
  try {
    const written = writePipeline(dir);
    const fileBytes = await sizeOf(dir);
    return [
      ...(await stepRows(dir, written)),
      await poolRow(dir),
      ...(await memoryRows(dir, fileBytes)),
      ...schedulerRows(),
      ...(await tokenizerRows()),
    ];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function stepRows(dir: string, { unetParameters }: BenchPipeline): Promise<Row[]> {
  const pipeline = await startPipeline(dir, 'all');
  const paired = async (guidance: number) => {
    const answers: PipelineAnswer[] = [];
    for (let round = 0; round <= PICTURES; round++)
      answers.push(await pipeline.ask({ kind: 'paired', side: SIDE, steps: STEPS, guidance }));
    // The first picture warms up.
    const counted = answers.slice(1);
    return { taken: counted.flatMap(({ taken }) => taken), bare: counted.flatMap(({ bare }) => bare) };
  };
  const wallMs = async (task: PipelineTask) => (await pipeline.ask(task)).taken[0].wallMs;
  const call = (rows: number, calls: number) => wallMs({ kind: 'bare', side: SIDE, rows, calls });
  const decode = (tiled: boolean) => wallMs({ kind: 'decode', side: LARGE_SIDE, tiled });
  try {
    const millions = `${Math.round(unetParameters / 1e6)} M weights, ${SIDE}²`;
    const rows = [
      ...pairRows(`denoising step, ${millions}`, await paired(1)),
      ...pairRows(`the same with guidance`, await paired(7)),
    ];
    const calls = await interleave(ROUNDS, { once: () => call(2, 1), twice: () => call(1, 2) });
    const decodes = await interleave(ROUNDS, { tiled: () => decode(true), whole: () => decode(false) });
    return [
      ...rows,
      row({
        ...{ id: 'guidance, both prompts in one call', value: median(calls.once), unit: 'ms' },
        ...{ peer: 'two calls', peer_value: median(calls.twice) },
      }),
      row({
        ...{ id: `decoding ${LARGE_SIDE}², tile by tile`, value: median(decodes.tiled), unit: 'ms' },
        ...{ peer: 'as a whole', peer_value: median(decodes.whole) },
      }),
    ];
  } finally {
    await pipeline.stop();
  }
}

/** A step in the model's process, with all that goes through the pipe, in turns with bare runs in another process. */
async function poolRow(dir: string): Promise<Row> {
  const models = await mkdtemp(join(tmpdir(), 'nanococoa-diffusion-pool-'));
  const modelsDir = join(models, 'models');
  await installPipeline(dir, modelsDir);
  const pool = await startBenchProcess<PoolTask, PoolAnswer>(new URL('./pool-process.ts', import.meta.url), {
    ...{ args: [models, modelsDir], greets: true },
  });
  const bare = await startPipeline(dir, 'all');
  const calls = async () => {
    const times: number[] = [];
    for (let n = 1; n < STEPS; n++) {
      const { taken } = await bare.ask({ kind: 'bare', side: SIDE, rows: 1, calls: 1 });
      times.push(taken[0].wallMs);
    }
    return median(times);
  };
  const steps = async () => {
    const { taken } = await pool.ask({ side: SIDE, steps: STEPS, guidance: 1 });
    return median(taken.map(({ wallMs }) => wallMs));
  };
  try {
    const measured = await interleave(ROUNDS, { steps, calls });
    return row({
      ...{ id: "denoising step in the model's process, through the pool", value: median(measured.steps) },
      ...{ unit: 'ms', target: '<= 1.05', peer: 'bare session.run', peer_value: median(measured.calls) },
    });
  } finally {
    await pool.stop();
    await bare.stop();
    await rm(models, { recursive: true, force: true });
  }
}

/** A step by the clock, and by processor time, which says the same on a machine that is busy with other things. */
function pairRows(id: string, { taken, bare }: Pick<PipelineAnswer, 'taken' | 'bare'>): Row[] {
  const measured = (of: (one: Taken) => number) => ({
    ...{ value: median(taken.map(of)), unit: 'ms', target: '<= 1.05' },
    ...{ peer: 'bare session.run', peer_value: median(bare.map(of)) },
  });
  return [
    row({ id, ...measured(({ wallMs }) => wallMs) }),
    row({ id: `${id}, processor time`, ...measured(({ cpuMs }) => cpuMs) }),
  ];
}

/** Each in a process of its own, whose peak nothing before has raised. */
async function memoryRows(dir: string, fileBytes: number): Promise<Row[]> {
  const peak = async (keep: 'all' | 'one', task: PipelineTask) => {
    const pipeline = await startPipeline(dir, keep);
    try {
      return (await pipeline.ask(task)).peakBytes / 1e6;
    } finally {
      await pipeline.stop();
    }
  };
  const picture: PipelineTask = { kind: 'picture', side: SIDE, steps: 2, guidance: 7 };
  const files = { peer: 'sum of its files', peer_value: fileBytes / 1e6, unit: 'MB' };
  const whole = await peak('all', { kind: 'decode', side: LARGE_SIDE, tiled: false });
  return [
    row({ id: 'memory of a picture, all graphs open', value: await peak('all', picture), ...files }),
    row({ id: 'the same, one graph after another', value: await peak('one', picture), ...files }),
    row({
      id: `memory of decoding ${LARGE_SIDE}², tile by tile`,
      value: await peak('all', { kind: 'decode', side: LARGE_SIDE, tiled: true }),
      ...{ unit: 'MB', peer: 'as a whole', peer_value: whole },
    }),
  ];
}

function startPipeline(dir: string, keep: 'all' | 'one'): Promise<Pipeline> {
  return startBenchProcess(new URL('./pipeline-process.ts', import.meta.url), {
    args: [dir, keep],
    greets: true,
  });
}

async function sizeOf(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
