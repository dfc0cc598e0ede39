import { join } from 'node:path';
import { startBenchProcess } from '../harness/bench-process.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import type { BareAnswer, BareTask } from '../models/bare-session.ts';
import type { PoolAnswer, PoolTask } from '../models/pool-process.ts';
import type { MatteAnswer, MatteTask } from './matte-process.ts';

const ROUNDS = { matte: 7, inference: 15 };
const SIZES = [1, 4, 16];
const THREADS = 2;

/** The cut-out: inference against a bare session, and all the rest of it for each megapixel. */
export async function cutoutRows(directory: string): Promise<Row[]> {
  return [...(await inferenceRows(directory)), ...(await matteRows())];
}

async function inferenceRows(directory: string): Promise<Row[]> {
  const pool = await startBenchProcess<PoolTask, PoolAnswer>(
    new URL('../models/pool-process.ts', import.meta.url),
    { args: [join(directory, 'pool')], greets: true },
  );
  const bare = await startBenchProcess<BareTask, BareAnswer>(
    new URL('../models/bare-session.ts', import.meta.url),
  );
  try {
    const times = await interleave(ROUNDS.inference, {
      pool: async () => (await pool.ask({ kind: 'infer' })).value,
      bare: async () => (await bare.ask({})).value,
    });
    return [
      row({
        ...{ id: 'cut-out, tensor → mask', value: median(times.pool), unit: 'ms', target: '<= 1.3' },
        ...{ peer: 'bare onnxruntime session', peer_value: median(times.bare) },
      }),
    ];
  } finally {
    await bare.stop();
    await pool.stop();
  }
}

async function matteRows(): Promise<Row[]> {
  const matte = await startBenchProcess<MatteTask, MatteAnswer>(
    new URL('./matte-process.ts', import.meta.url),
    { args: [String(THREADS)], greets: true },
  );
  try {
    const perMegapixel = (megapixels: number) => async () => {
      const answer = await matte.ask({ megapixels });
      return answer.ms / answer.megapixels;
    };
    const contestants = Object.fromEntries(SIZES.map((size) => [size, perMegapixel(size)]));
    const times = await interleave(ROUNDS.matte, contestants);
    return SIZES.map((size) =>
      row({
        id: `refinement and foreground of a photo of ${size} megapixels, for each`,
        ...{ value: median(times[size]), unit: 'ms', target: '<= 150' },
      }),
    );
  } finally {
    await matte.stop();
  }
}
